"""The two strategies, and the action plan with its focus areas and goals."""

from typing import Any

from focusareas.models import (
    ActionPlanPage,
    Benchmark,
    Commitment,
    FocusAreaPage,
    Goal,
    Responsibility,
    StrategicAim,
    StrategicObjective,
    StrategyChapter,
    StrategyPage,
    StrategyPrinciple,
    VisionPoint,
)
from home.demo.content import Text, cited, columns, day, in_language, read, read_folder, rich
from home.demo.store import Store


def load_strategies(store: Store) -> None:
    """Load the international strategy and the Social Strategy."""
    content = read("strategy.yaml")
    international = _keep_strategy(store, content["strategy_2007"])
    social = _keep_strategy(store, content["strategy_2014"])
    store.remember("page", "strategy", international)
    store.remember("page", "social strategy", social)
    _load_objectives(store, international, content["strategy_2007"])
    _load_principles(store, social, content["strategy_2014"])
    store.say(
        f"2 strategies: {StrategicObjective.objects.count()} objectives, {StrategicAim.objects.count()} aims; "
        f"{StrategyPrinciple.objects.count()} principles, {StrategyChapter.objects.count()} chapters, "
        f"{Commitment.objects.count()} commitments"
    )


def load_action_plan(store: Store) -> None:
    """Load the action plan and its focus areas, with their goals; their activities come with the others."""
    item = read("action_plan.yaml")
    item = item.get("action_plan", item)
    title: Text = item["title"]
    plan = store.keep_page(
        ActionPlanPage,
        store.home,
        lambda language: {
            "slug": {"da": item["slug"], "en": item.get("slug_en", "action-plan")}[language],
            "title": title[language],
            "summary": in_language(item["summary"], language),
            "body": rich(item["body"], language),
        },
        values={
            "show_in_menus": True,
            "strategy": store.get("page", "strategy"),
            "period_start": day(item["period_start"]),
            "period_end": day(item["period_end"]),
        },
        many={"sources": store.references(item["sources"])},
    )
    store.remember("page", "plan", plan)
    for area in read_folder("focus_areas"):
        page = _keep_focus_area(store, plan, area)
        store.remember("focus_area", area["number"], page)
        _keep_responsibility(store, page, plan, area)
        for goal in area["goals"]:
            store.remember("goal", goal["code"], _keep_goal(store, page, goal))
    store.say(f"{FocusAreaPage.objects.danish().count()} focus areas, {Goal.objects.count()} goals")


def load_benchmarks(store: Store) -> None:
    """Load the benchmarks of the Social Strategy, with the focus areas and networks they may touch."""
    for item in read("strategy.yaml")["strategy_2014"]["benchmarks"]:
        store.keep(
            Benchmark,
            {"strategy": store.get("page", "social strategy"), "number": item["number"]},
            columns("name", item["name"]),
            many={
                "possible_focus_areas": store.several("focus_area", item.get("possible_focus_areas")),
                "possible_networks": store.several("network", item.get("possible_networks")),
                "sources": store.references(item["sources"]),
            },
        )
    store.say(f"{Benchmark.objects.count()} benchmarks")


def _keep_strategy(store: Store, item: dict[str, Any]) -> StrategyPage:
    title: Text = item["title"]
    slug = {"da": item["slug"], "en": item.get("slug_en") or _english_slug(item["slug"])}
    page: StrategyPage = store.keep_page(
        StrategyPage,
        store.home,
        lambda language: {
            "slug": slug[language],
            "title": title[language],
            "summary": in_language(item["summary"], language),
            "body": rich(item["body"], language),
            "adopted_text": in_language(item.get("adopted_text"), language),
            "adopted_by": in_language(item.get("adopted_by"), language),
            "editorial_note": in_language(item.get("editorial_note"), language),
        },
        values={
            "show_in_menus": True,
            "adopted_on": day(item.get("adopted_on")),
            "period_start": day(item.get("period_start")),
            "period_end": day(item.get("period_end")),
        },
        many={"sources": store.references(item["sources"])},
    )
    return page


def _english_slug(slug: str) -> str:
    return {"international-strategi": "international-strategy", "socialstrategien": "social-strategy"}.get(slug, slug)


def _load_objectives(store: Store, page: StrategyPage, item: dict[str, Any]) -> None:
    for point in item["vision_points"]:
        store.keep(
            VisionPoint,
            {"strategy": page, "number": point["number"]},
            columns("text", point["text"]),
            many={"sources": store.references(point["sources"])},
        )
    for position, objective in enumerate(item["objectives"]):
        row = store.keep(
            StrategicObjective,
            {"slug": objective["slug"]},
            {
                **columns("name", objective["name"]),
                **columns("gist", objective["gist"]),
                **columns("administration_part", objective.get("administration_part")),
                "strategy": page,
                "position": position,
            },
            many={"sources": store.references(objective["sources"])},
        )
        store.remember("objective", objective["slug"], row)
    for aim in item["aims"]:
        row = store.keep(
            StrategicAim,
            {"number": aim["number"]},
            {**columns("text", aim["text"]), "strategy": page},
            many={"sources": store.references(aim["sources"])},
        )
        store.remember("aim", aim["number"], row)


def _load_principles(store: Store, page: StrategyPage, item: dict[str, Any]) -> None:
    for principle in item["principles"]:
        row = store.keep(
            StrategyPrinciple,
            {"strategy": page, "number": principle["number"]},
            {**columns("name", principle["name"]), "is_stated": principle["is_stated"]},
        )
        for position, chapter in enumerate(principle["chapters"]):
            example = chapter.get("example") or {}
            store.keep(
                StrategyChapter,
                {"principle": row, "position": position},
                {
                    **columns("title", chapter["title"]),
                    **columns("example_title", example.get("title")),
                    **columns("example_text", example.get("text")),
                },
                many={"sources": store.references(chapter["sources"])},
                rows={"commitments": [columns("text", text) for text in chapter["commitments"]]},
            )


def _keep_focus_area(store: Store, plan: ActionPlanPage, item: dict[str, Any]) -> FocusAreaPage:
    title: Text = item["title"]
    page: FocusAreaPage = store.keep_page(
        FocusAreaPage,
        plan,
        lambda language: {
            "slug": item["slug"] if language == "da" else item["slug_en"],
            "title": title[language],
            "summary": in_language(item["summary"], language),
            "purpose": rich(item["purpose"], language),
        },
        values={
            "number": item["number"],
            "primary_objective": store.get("objective", item["primary_objective"]),
        },
        many={
            "networks": store.several("network", item.get("networks")),
            "themes": store.several("theme", item.get("themes")),
            "sources": store.references(item["sources"]),
        },
        rows={
            "other_names": [
                {"name": variant["name"], "source": variant.get("source") or ""}
                for variant in item.get("name_variants") or []
            ],
            "ties": [
                {
                    **columns("name", tie["name"]),
                    "kind": tie["kind"],
                    "place": store.get("place", tie.get("place")),
                    "source": cited(tie.get("sources")),
                }
                for tie in item.get("ties") or []
            ],
            "alignments": [
                {
                    "objective": store.get("objective", alignment.get("objective")),
                    "aim": store.get("aim", alignment.get("aim")),
                    "source": store.reference(alignment["source"]),
                    "is_stated": alignment["is_stated"],
                }
                for alignment in item["alignments"]
            ],
        },
    )
    return page


def _keep_responsibility(store: Store, page: FocusAreaPage, plan: ActionPlanPage, item: dict[str, Any]) -> None:
    store.keep(
        Responsibility,
        {"focus_area": page, "start": plan.period_start},
        {
            **columns("role", item.get("responsible_role")),
            "office": store.get("office", item["office"]),
        },
        many={"sources": store.references(item.get("responsible_sources"))},
    )


def _keep_goal(store: Store, page: FocusAreaPage, item: dict[str, Any]) -> Goal:
    change = item.get("change") or {}
    goal: Goal = store.keep(
        Goal,
        {"code": item["code"]},
        {
            **columns("text", item["text"]),
            **columns("changed_to", change.get("text")),
            "focus_area": page,
            "number_in_plan": item.get("number_in_plan") or "",
            "number_in_annex": item.get("number_in_annex") or "",
            "number_in_status": item.get("number_in_status") or "",
            "deadline": day(item.get("deadline")),
            "target_count": item.get("target_count"),
            "target_is_minimum": item.get("target_is_minimum", False),
            "target_from_year": item.get("target_from_year"),
            "target_to_year": item.get("target_to_year"),
            "changed_in": change.get("year"),
        },
        many={"sources": store.references([*item["sources"], *change.get("sources", [])])},
        rows={
            "assessments": [
                {
                    **columns("reason", assessment["reason"]),
                    "year": assessment["year"],
                    "status": assessment["status"],
                    "is_stated": assessment["is_stated"],
                    "source": store.reference(assessment["sources"][0]),
                }
                for assessment in item.get("assessments") or []
            ]
        },
    )
    return goal
