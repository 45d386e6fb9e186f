using Klientura.Core.Sheets;
using Klientura.Core.Values;

namespace Klientura.Core.Methods.Measures.SelfAssessment;

/// <summary>Puts the eight questions into words.</summary>
internal sealed class SelfAssessmentSheet(MethodInput input, Period before, IReadOnlyList<Question> questions, bool hasHistory)
{
    private const int StartWithPotential = 5;

    private static readonly Code[] Texts =
    [
        new("q1", new("Прежние клиенты приносят больше новых?", "Do earlier clients bring more than new ones?")),
        new("q2", new("Бюджет клиентов больше того, что они берут у нас?", "Is the clients' budget larger than what they buy from us?")),
        new("q3", new("Продажи прежним клиентам стоят или падают?", "Do sales to earlier clients stand still or fall?")),
        new("q4", new("Менеджеры только обрабатывают заказы?", "Do managers merely process orders?")),
        new("q5", new("Клиенты уходят насовсем?", "Do clients leave for good?")),
        new("q6", new("Средний чек мог бы быть больше?", "Could the average order be larger?")),
        new("q7", new("Связь с клиентами чаще начинают они сами?", "Is most contact begun by the clients?")),
        new("q8", new("База не растёт?", "Is the base not growing?")),
    ];

    private static readonly Code[] Bases =
    [
        new("basis_1", new("Доля выручки клиентов, покупавших до периода", "Share of revenue of clients who bought before the period")),
        new("basis_2", new("Нет данных: потенциал клиентов не введён", "No data: clients' potentials are not entered")),
        new("basis_3", new("Рост выручки тех же клиентов", "Growth of revenue of the same clients")),
        new("basis_4", new("Нет данных: пенетрация и источник заказа не ведутся", "No data: share of wallet and origin of orders are not kept")),
        new("basis_5", new("Потеряно за период; граница — возвращённые с множителем", "Lost in the period; the border is the returned times the multiple")),
        new("basis_6", new("Доля клиентов с медианным чеком ниже хорошего в сегменте", "Share of clients whose median order is below a good one of the segment")),
        new("basis_7", new("Нет данных: касания не ведутся", "No data: touches are not kept")),
        new("basis_8", new("Живых клиентов; граница — сколько было раньше", "Living clients; the border is how many there were before")),
    ];

    private static readonly Code[] Answers = [new("yes", new("да, есть резерв", "yes, a reserve")), new("no", new("нет", "no")), new("unknown", new("нет данных", "no data"))];

    private bool HasManual => questions.Any(q => q.Manual is not null);

    private int Yes => questions.Count(q => q.Counted == DataAnswer.Yes);

    private int Answered => questions.Count(q => q.Counted != DataAnswer.Unknown);

    internal Sheet Build() => new(RowSubject.None, Columns(), [.. questions.Select(Row)], Figures(), Notes(), []);

    private IReadOnlyList<Column> Columns() =>
    [
        new("question", CellKind.Letter, new("Вопрос", "Question")) { Codes = Texts },
        new("answer", CellKind.Letter, new("Ответ по данным", "Answer of the data")) { Codes = Answers },
        new("value", CellKind.Number, new("Значение", "Value"), new("Доли — дробью: 0,5 значит 50 %.", "Shares as fractions: 0.5 means 50 %.")),
        new("border", CellKind.Number, new("Граница", "Border")),
        new("basis", CellKind.Letter, new("На чём основан", "Based on")) { Codes = Bases },
        .. HasManual ? (Column[])[new("manual", CellKind.Letter, new("Ваш ответ", "Your answer"), new("Считается там, где данные молчат.", "Counts where the data say nothing.")) { Codes = Answers }] : [],
    ];

    private Row Row(Question question) => new(
    [
        Texts[question.Number - 1].Id,
        Answers[(int)question.Answer].Id,
        question.Value is { } value ? value : Reason(question.Number),
        question.Border is { } border ? border : Reason(question.Number),
        Bases[question.Number - 1].Id,
        .. HasManual ? (Cell[])[question.Manual is { } manual ? Answers[(int)manual].Id : Cell.Blank] : [],
    ]);

    private static Cell Reason(int number) => Cell.Without(number is 2 or 4 ? MissingReason.NoPotential : MissingReason.FewData);

    private IReadOnlyList<Figure> Figures() =>
    [
        new("index", CellKind.Integer, new("Индекс резерва", "Reserve index"), Answered == 0 ? Cell.Without(MissingReason.FewData) : Yes, new($"Ответов «да» из {Answered}; всего вопросов {questions.Count}.", $"Answers “yes” of {Answered}; {questions.Count} questions in all.")),
        new("answered", CellKind.Integer, new("Отвечено", "Answered"), Answered),
    ];

    private IReadOnlyList<Note> Notes()
    {
        List<Note> notes = [];
        if (!hasHistory)
            notes.Add(new("short_history", new($"История короче двух периодов: {Wording.Span(before).Ru} видна не целиком, ответы на вопросы 3 и 8 предварительные.", $"The history is shorter than two periods: {Wording.Span(before).En} is not seen whole, so answers 3 and 8 are provisional."), NoteLevel.Warning));
        if (questions.Where(q => q.Counted == DataAnswer.Unknown).Select(q => q.Number).ToArray() is { Length: > 0 } open)
            notes.Add(new("unanswered", new($"Без ответа: {string.Join(", ", open)}. Данных для них нет — ответьте сами в параметрах.", $"Not answered: {string.Join(", ", open)}. There are no data for them: answer yourself in the parameters.")));
        foreach (var question in questions.Where(q => q.Manual is { } manual && q.Answer != DataAnswer.Unknown && manual != q.Answer))
            notes.Add(new($"disagrees_{question.Number}", new($"Вопрос {question.Number}: ваш ответ и ответ по данным разные. В индекс вошёл ответ по данным.", $"Question {question.Number}: your answer and that of the data differ. The index counts that of the data.")));
        if (Yes >= StartWithPotential)
            notes.Add(new("start_here", new("Резервов много: начните с потенциала клиентов и матрицы продаж и потенциала.", "There are many reserves: begin with the clients' potential and the matrix of sales and potential.")));
        if (questions.Single(q => q.Number == 5) is { Answer: DataAnswer.Yes, Value: { } lost })
            notes.Add(new("leaving", new($"За {Wording.Span(input.Period).Ru} потеряно: {Wording.Clients((long)lost).Ru}.", $"Lost in {Wording.Span(input.Period).En}: {Wording.Clients((long)lost).En}."), NoteLevel.Warning));
        return notes;
    }
}
