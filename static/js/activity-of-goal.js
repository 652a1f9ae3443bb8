// The form of a progress note: of the activities, those under the goal that is chosen.
document.addEventListener("DOMContentLoaded", () => {
  const goal = document.getElementById("id_goal");
  const activity = document.getElementById("id_activity");
  const groups = [...activity.querySelectorAll("optgroup")];
  // The goal that each group stands under.
  const goals = activity.dataset.goals.split(" ");

  const narrow = () => {
    const { value } = activity;
    groups.forEach((group, index) => {
      group.hidden = group.disabled = Boolean(goal.value) && goals[index] !== goal.value;
    });
    activity.value = "";
    // An activity stands under each of its goals.
    const kept = value && activity.querySelector(`optgroup:enabled > [value="${value}"]`);
    if (kept) {
      kept.selected = true;
    }
  };

  goal.addEventListener("change", narrow);
  narrow();
});
