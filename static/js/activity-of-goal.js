// The form of a progress note: of the activities, those under the goal that is chosen.
document.addEventListener("DOMContentLoaded", () => {
  const goal = document.getElementById("id_goal");
  const activity = document.getElementById("id_activity");

  const narrow = () => {
    const { value } = activity;
    const chosen = goal.value && goal.selectedOptions[0].label;
    for (const group of activity.querySelectorAll("optgroup")) {
      group.hidden = group.disabled = Boolean(chosen) && group.label !== chosen;
    }
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
