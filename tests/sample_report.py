"""A report made by hand, in Danish, so that pages and drawings can be tested without scoring anything."""

from servicecheck.report.charts.agreement import AgreementAxis, AgreementRow, AgreementScale
from servicecheck.report.charts.answers import Answer, AnswerBar
from servicecheck.report.charts.fields import FieldBand, Pill, Place
from servicecheck.report.charts.legend import Key, LevelKey
from servicecheck.report.charts.level_bar import LevelBar
from servicecheck.report.charts.radar import Axle, Radar
from servicecheck.report.charts.rows import ChangeRow, Interval, ScoreRow
from servicecheck.report.charts.scale import Axis, Band, Scale, Tick
from servicecheck.report.charts.strip import Dot, ItemStrip
from servicecheck.report.context import Context, Origin
from servicecheck.report.parts import (
    Agreement,
    AnswerGroup,
    AnswerRow,
    Answers,
    AnswerTable,
    Area,
    Areas,
    Basics,
    Chart,
    Choice,
    Count,
    Cover,
    Fact,
    Field,
    Fields,
    Figure,
    FirstAction,
    GateRow,
    Gates,
    Heading,
    InShort,
    ItemBlock,
    Method,
    Plan,
    PlanRow,
    Priorities,
    Ranked,
    Requirement,
    Row,
    Run,
    Sentence,
    Sign,
    Standing,
)

SCALE = Scale(
    lowest=0,
    highest=100,
    bands=(Band("Dårlig", 0, "low"), Band("God", 25, "middle"), Band("Verdensklasse", 75, "high")),
    ticks=tuple(Tick(value, str(value)) for value in (0, 25, 50, 75, 100)),
    title="Skala fra 0 til 100. Under 25 er dårlig, 25 til 75 er god, fra 75 er verdensklasse.",
)
AREAS = (
    ("B", "Tænk forud", 33.1, 21, 45, "Tydeligt under målet"),
    ("C", "Vær arkitekten bag oplevelsen", 54.5, 46, 63, "Tydeligt under målet"),
    ("D", "Giv medarbejderne råderum", 57.4, 46, 69, "Tydeligt under målet"),
    ("A", "Én kanal og én person", 69.4, 63, 76, "Kan ikke skelnes fra målet"),
)
# Short name, text, counts of 1, 1½, 2, 2½, 3, don't know, not relevant; score; whether critical.
ITEMS = (
    ("A1", "Kunderne kan få tingene klaret dér, hvor de begyndte", (0, 0, 5, 4, 0, 0, 0), 61, False),
    ("A2", "Kunden bliver ikke sendt rundt", (0, 0, 2, 6, 1, 0, 0), 72, False),
    ("A3", "Kunden skal kun fortælle sin historie én gang", (0, 0, 3, 6, 0, 0, 0), 67, False),
    ("A4", "Det er let at få fat i et menneske", (0, 0, 1, 6, 2, 0, 0), 78, True),
    ("B1", "Vi svarer også på det næste spørgsmål", (0, 4, 4, 1, 0, 0, 0), 42, False),
    ("B2", "Vi siger det til kunden, før kunden selv opdager det", (2, 4, 3, 0, 0, 0, 0), 28, True),
    ("B3", "Vi fjerner årsager og løser ikke kun sager", (3, 4, 1, 0, 0, 1, 0), 19, False),
    ("B4", "Kunden ved, hvad der nu skal ske", (1, 2, 5, 1, 0, 0, 0), 42, False),
    ("C1", "Nogen har ansvaret for sagen", (0, 0, 6, 3, 0, 0, 0), 58, True),
    ("C2", "Kundens forløb er tilrettelagt", (0, 4, 2, 0, 0, 3, 0), 33, False),
    ("C3", "Vi tilpasser os den, vi står over for", (0, 1, 5, 2, 0, 0, 1), 53, False),
    ("C4", "Vi bruger ord, der hjælper", (0, 0, 5, 4, 0, 0, 0), 61, False),
    ("D1", "Vi måler det, der betyder noget for kunden", (0, 0, 7, 2, 0, 0, 0), 56, False),
    ("D2", "Dømmekraft tæller mere end manuskriptet", (0, 0, 2, 7, 0, 0, 0), 69, False),
    ("D3", "Målene er klare", (3, 2, 0, 2, 2, 0, 0), 44, False),
    ("D4", "Medarbejderen kan afgøre sagen på stedet", (0, 0, 5, 3, 0, 1, 0), 59, False),
)
NAMES = ("1", "1½", "2", "2½", "3", "ved ikke", "ikke rel.")


def sample() -> Context:
    """The report of an invented organisation, nine of twelve answered."""
    return Context(
        language="da",
        title="Fjordby Forsyning: Nemt at være kunde, november 2026",
        description="Rapport fra servicecheck.",
        origin=Origin("low-effort", "1.0", "0" * 64, "0.1.0"),
        has_decimals=False,
        cover=_cover(),
        in_short=_in_short(),
        standing=_standing(),
        basics=_basics(),
        areas=_areas(),
        agreement=_agreement(),
        priorities=_priorities(),
        plan=_plan(),
        method=_method(),
        answers=_answers(),
    )


def _heading(number: int, name: str) -> Heading:
    return Heading(str(number), name, f"s{number}")


def _row(letter: str, name: str, score: float, low: int, high: int, remark: str) -> Row:
    words = f"{name}: score {score:.0f}, interval {low} til {high}, mål 75."
    drawing = ScoreRow(SCALE, words, score, Interval(low, high), 75)
    return Row(letter, name, drawing, Figure(f"{score:.0f}", f"{low}–{high}", (remark,)))


def _cover() -> Cover:
    return Cover(
        organisation="Fjordby Forsyning",
        title="Nemt at være kunde",
        facts=(
            Fact("Virksomhed", "Fjordby Forsyning, kundeservice"),
            Fact("Periode", "2.–13. november 2026"),
            Fact("Svar", "9 af 12 har svaret"),
            Fact("Målt med", "servicecheck 1.0, spørgsmål 1.0"),
        ),
        foot="Fjordby Forsyning · Nemt at være kunde · november 2026",
        page="Side",
        of="af",
    )


def _in_short() -> InShort:
    return InShort(
        heading=_heading(1, "Kort fortalt"),
        level="God",
        score="54 af 100",
        mark="",
        bar=LevelBar(
            SCALE,
            "Linje fra 0 til 100. Score 54, interval 46 til 61, grænser ved 25 og 75, mål 75.",
            53.6,
            "54",
            Interval(46, 61),
            ("46", "61"),
            75,
            "Mål 75",
        ),
        summary=(
            Sentence(
                (
                    Run("Jeres service ligger tydeligt på niveauet "),
                    Run("god", strong=True),
                    Run(": 54 af 100, med stor sandsynlighed mellem 46 og 61 (9 af 12 har svaret)."),
                )
            ),
            Sentence((Run("I står stærkest på "), Run("Én kanal og én person", strong=True), Run("."))),
            Sentence(
                (Run("Tænk forud", strong=True), Run(" trækker ned. I dag: »Kunderne opdager selv forsinkelser«."))
            ),
            Sentence((Run("Begynd dér: Giv kunden besked om forsinkelser samme dag."),)),
            Sentence((Run("Mette er ansvarlig, senest 4. december. Mål igen i maj."),)),
        ),
        is_long=False,
        is_long_level=False,
        actions_title="De første tre handlinger",
        actions=(
            FirstAction("1", "Gør det til en fast regel, at kunden får besked samme dag.", "Mette, 4. december"),
            FirstAction(
                "2", "Tilføj tre linjer i bekræftelsen: hvad der sker, hvornår og hvem.", "Jonas, 18. december"
            ),
            FirstAction("3", "Vælg den hyppigste årsag, og beslut én ændring.", "Karen, 26. februar"),
        ),
    )


def _standing() -> Standing:
    axles = tuple(Axle(letter, score, 75) for letter, _, score, *_ in sorted(AREAS))
    return Standing(
        heading=_heading(2, "Her står I"),
        facts=(
            Fact("Niveau", "God"),
            Fact("Niveau alene målt på point", "God"),
            Fact("Score", "54 af 100"),
            Fact("Med stor sandsynlighed mellem", "46 og 61"),
        ),
        lead="I ligger tydeligt på niveauet god. Længst fra målet er Tænk forud.",
        sentences=(
            "Tænk forud er god, på grænsen til dårlig. Havde andre kolleger i de samme roller svaret, ville scoren med "
            "stor sandsynlighed ligge mellem 46 og 61.",
            "Niveauet er det samme med alle tre sæt grænser (25/75, 33,3/66,7 og 40/80).",
        ),
        radar=Radar(SCALE, "Radar med fire akser. A 69, B 33, C 54, D 57. Målet er 75.", axles),
        radar_note="A–D er områderne i figuren nedenfor. Den stiplede linje er målet.",
        areas=Chart(
            caption="3 af 4 områder ligger under målet",
            heads=("Område", "", "Score", "Interval"),
            axis=Axis(SCALE),
            rows=tuple(_row(*area) for area in AREAS),
        ),
        how_title="Sådan læser I figurerne",
        how=(
            Sign(Key("dot", "En prik"), "Prikken er scoren fra 0 til 100."),
            Sign(Key("band", "Et bånd"), "Båndet viser, hvor scoren med stor sandsynlighed ligger."),
            Sign(Key("target", "En tyk streg"), "Stregen er jeres mål. Alle fire områder har målet 75."),
            Sign(LevelKey(SCALE, "Trekanter og firkant"), "Dårlig under 25, god fra 25, verdensklasse fra 75."),
        ),
    )


def _basics() -> Basics:
    rows = []
    for letter, name, *_ in sorted(AREAS):
        dots = tuple(Dot(item, score, critical) for item, _, _, score, critical in ITEMS if item[0] == letter)
        lowest = min(dots, key=lambda dot: dot.score)
        words = f"{name}: {', '.join(f'{dot.name} {dot.score}' for dot in dots)}."
        rows.append(Row(letter, name, ItemStrip(SCALE, words, dots, 50), Figure(f"{lowest.score:.0f}", lowest.name)))
    gates = (
        GateRow(
            "Det grundlæggende",
            (
                Requirement("De kritiske spørgsmål har i gennemsnit mindst 25 point.", "Opfyldt: 55", is_met=True),
                Requirement(
                    "Intet kritisk spørgsmål ligger under niveauet god.", "Ikke opfyldt: B2 er 28", is_met=False
                ),
            ),
            "»Vi siger det til kunden, før kunden selv opdager det« skal op fra 28 til mindst 50.",
        ),
        GateRow(
            "»Altid«",
            (None, Requirement("Højst hvert tiende spørgsmål ligger under god.", "Ikke tjekket", is_met=None)),
            "",
        ),
    )
    return Basics(
        heading=_heading(3, "Det grundlæggende og et ensartet niveau"),
        gates=Gates(
            "I opfylder kravene til god, men ingen af dem til verdensklasse",
            ("Krav", "For niveauet god", "For niveauet verdensklasse", "Det vil løfte det"),
            gates,
            (),
        ),
        strip=Chart(
            caption="Hele Tænk forud ligger under 50",
            heads=("Område", "", "Lavest", ""),
            axis=Axis(SCALE),
            rows=tuple(rows),
            signs=(
                Sign(Key("question", "Prik"), "Et spørgsmål"),
                Sign(Key("critical", "Prik med ring"), "Kritisk spørgsmål"),
                Sign(Key("line", "Stiplet linje"), "Midten af god"),
            ),
        ),
        sentences=("Laveste og højeste område: 33 og 69. Spredning (0–1): 0,32.",),
    )


def bar(counts: tuple[int, ...]) -> AnswerBar:
    """The answers to one question on the five-step scale, don't know and not relevant last."""
    places = (0.0, 0.25, 0.5, 0.75, 1.0, None, None)
    answers = tuple(Answer(name, n, place) for name, n, place in zip(NAMES, counts, places, strict=True))
    words = ", ".join(f"{answer.count} på {answer.name}" for answer in answers if answer.count)
    return AnswerBar(f"Svarene: {words}.", answers)


def _areas() -> Areas:
    areas = []
    for letter, name, score, low, high, remark in AREAS:
        items = sorted((item for item in ITEMS if item[0][0] == letter), key=lambda item: item[3])
        blocks = tuple(
            ItemBlock(
                item,
                text,
                bar(counts),
                "God:",
                "Ved hver ordre eller aftale får kunden at vide, hvad der sker, hvornår, og hvem kunden kan kontakte.",
                Figure(str(points), "50", ("Kritisk",) if critical else ()),
            )
            for item, text, counts, points, critical in items
        )
        row = _row(letter, name, score, low, high, remark)
        heads = ("Spørgsmål", "Svarene og det, I valgte", "Score", "Median")
        areas.append(Area(letter, name, row.drawing, row.figure, heads, blocks))
    return Areas(_heading(4, "Område for område"), "Området længst fra målet kommer først.", tuple(areas))


def _agreement() -> Agreement:
    scale = AgreementScale(0.5, 0.83, 2, ("0", "0,5", "0,83", "2 trin"), "Skala fra 0 til 2 trin.")
    steps = (("A", "Én kanal og én person", 0.43), ("B", "Tænk forud", 0.6), ("D3", "Målene er klare", 1.53))
    rows = [
        Row(
            letter,
            name,
            AgreementRow(scale, f"{name}: {far} trin.", far),
            Figure(f"{far:.2f}".replace(".", ","), "", ("I er stort set enige",)),
        )
        for letter, name, far in steps
    ]
    chart = Chart(
        caption="I er enige om det meste, men ikke om, hvorvidt målene er klare",
        heads=("Område", "", "Afstand i trin", ""),
        axis=AgreementAxis(scale),
        rows=tuple(rows[:-1]),
        last=(rows[-1],),
        notes=("Tallet er den gennemsnitlige afstand til jeres eget gennemsnit, i halve niveauer.",),
    )
    return Agreement(_heading(5, "Så enige er I"), chart)


def _priorities() -> Priorities:
    impacts = {"Stor": "AB", "Middel": "CD", "Lille": ""}
    bands = []
    places: tuple[Place, ...] = ("top", "middle", "bottom")
    for place, (impact, letters) in zip(places, impacts.items(), strict=True):
        pills = tuple(
            Pill(item, score, is_planned=item in {"B2", "B3", "B4", "C1"}, is_critical=critical)
            for item, _, _, score, critical in ITEMS
            if item[0] in letters
        )
        names = {"top": ("Tag fat her først", "Hold fast"), "bottom": ("Senere", "Kan fylde mindre")}.get(
            place, ("", "")
        )
        bands.append(Field(impact, FieldBand(SCALE, f"{impact}: {len(pills)}.", pills, 75, place, *names)))
    ranking = (
        Ranked("1", "B2", ITEMS[5][1], "Gør det til en fast regel.", "stor", "1,9", "timer", "5,7", "Sikker", "100 %"),
        Ranked("2", "C2", ITEMS[9][1], "Gå ét forløb igennem.", "middel", "1,7", "dage", "1,7", "Usikker", "26 %"),
    )
    return Priorities(
        heading=_heading(6, "Det skal I gøre først"),
        fields=Fields(
            "Tre af de fire første handlinger hører til Tænk forud",
            ("Betydning", "", "Tegn"),
            Axis(SCALE),
            tuple(bands),
            ("Udfyldt: med i planen.", "Ring: kritisk spørgsmål.", "Lodret streg: målet 75."),
        ),
        caption="B2 ligger fast som nummer ét. Resten afhænger af jeres skøn",
        heads=("Spørgsmål", "Ét skridt op", "Betydning", "Afstand i trin", "Indsats", "Tal", "Plads i top tre"),
        ranking=ranking,
        note="Tallet sorterer. Det måler ikke.",
    )


def _plan() -> Plan:
    agreed = PlanRow(
        number="1",
        what="Gør det til en fast regel, at den, der ser en forsinkelse, giver kunden besked samme dag.",
        why="I dag: »Kunderne opdager selv forsinkelser og ændringer« (28 af 100). Kritisk spørgsmål.",
        first_step="Skriv teksten torsdag.",
        measure="Forsinkelser, hvor vi kontaktede kunden først: 2 af 10 i dag, mål 8 af 10.",
        expected_title="Forventet",
        expected="B2: 28 → 53",
        owner="Mette",
        due="4. dec. 2026",
        status="Aftalt",
        is_agreed=True,
    )
    open_row = PlanRow(
        "2", "Læg en påmindelse ind.", "I dag: 58.", "", "–", "", "", "", "", "Ikke aftalt", is_agreed=False
    )
    change = ChangeRow(SCALE, "Tænk forud: 33 i dag, 52 hvis planen bliver gennemført.", 33, 52, 75)
    close = ChangeRow(SCALE, "Samlet: 54 i dag, 58 hvis planen bliver gennemført.", 54, 58, 75)
    return Plan(
        heading=_heading(7, "Handlingsplan"),
        caption="Én handling er aftalt. Den anden mangler en ansvarlig og en dato",
        heads=("Hvad", "Hvorfor", "Første skridt i denne uge", "Sådan kan vi se det", "Ansvarlig og dato"),
        rows=(agreed, open_row),
        blanks=("Navn", "Dato"),
        note="En række uden ansvarlig eller dato er ikke aftalt.",
        expected=Chart(
            "Forventet niveau bagefter, hvis planen bliver gennemført",
            ("Område", "", "I dag → bagefter", ""),
            Axis(SCALE),
            (
                Row("B", "Tænk forud", change, Figure("33 → 52")),
                Row("", "Samlet", close, Figure("54 → 58")),
            ),
        ),
        follow_title="Hvornår I ser på det igen",
        follow=(
            "Efter fire uger: Se kun på handlingerne.",
            "Efter tre måneder: Svar igen.",
            "Efter seks måneder: Det hele.",
        ),
        follow_note="Med 9 personer kan man kun se ændringer på over cirka 8 point.",
    )


def _method() -> Method:
    choices = tuple(Choice(f"Valg {number}", "valgt", "Grænserne er valgt, ikke målt.") for number in range(1, 9))
    heads = ("Valg", "Grundlag", "Hvad det betyder")
    note = "9 af 12 har svaret (75 %)."
    return Method(
        _heading(8, "Sådan har vi regnet"), "Hvad der er undersøgt, og hvad der er valgt", heads, choices, note
    )


def _answers() -> Answers:
    groups = []
    for letter, name, score, *_ in sorted(AREAS):
        rows = tuple(
            AnswerRow(
                item,
                text,
                "kritisk" if critical else "",
                tuple(Count(str(n) if n else "·", min(n // 3, 2)) for n in counts),
                str(points),
                "50",
            )
            for item, text, counts, points, critical in ITEMS
            if item[0] == letter
        )
        groups.append(AnswerGroup(letter, name, f"{score:.0f}", rows))
    tables = (AnswerTable(("1", "1½", "2", "2½", "3", "Ved ikke", "Ikke rel."), tuple(groups)),)
    heads = ("Spørgsmål", "Svar", "Score", "Median")
    return Answers(_heading(9, "Alle svar"), "Antal svar på hvert trin", heads, tables, "Svarene vises kun samlet.")
