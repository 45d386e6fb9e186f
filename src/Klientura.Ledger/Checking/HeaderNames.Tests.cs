using Klientura.Core.Sales;

namespace Klientura.Ledger.Checking;

public class HeaderNamesTests
{
    // Headers as they stand in exports of 1C, other Russian systems and English ones.
    private const string Corpus = """
        Дата=Date; Дата документа=Date; дата  документа=Date; Дата отгрузки=Date; ДАТА ПРОДАЖИ=Date; Период=Date; Дата реализации=Date; Дата/время=Date; Order Date=Date; InvoiceDate=Date; invoice_date=Date; order_date=Date; Posting Date=Date; Date=Date; Transaction Date=Date
        № док.=Document; Номер=Document; Номер документа=Document; № накладной=Document; Документ продажи=Document; Регистратор=Document; Документ=Document; Номер заказа=Document; № счёта=Document; Invoice=Document; InvoiceNo=Document; Invoice No.=Document; order_id=Document; Order Number=Document; Document No=Document; Doc. No.=Document
        Вид документа=DocumentType; Тип документа=DocumentType; Хоз. операция=DocumentType; Document Type=DocumentType; Вид операции=DocumentType
        Код контрагента=ClientCode; Код клиента=ClientCode; Customer ID=ClientCode; CustomerID=ClientCode; customer_id=ClientCode; Account No=ClientCode; Контрагент.Код=ClientCode; Sold-to=ClientCode
        Контрагент=Client; КЛИЕНТ=Client; Покупатель=Client; Заказчик=Client; Партнёр=Client; Наименование контрагента=Client; Плательщик=Client; Грузополучатель=Client; Customer Name=Client; Client=Client; Company Name=Client; Buyer=Client; Название компании=Client; Дилер=Client
        ИНН=TaxId; ИНН покупателя=TaxId; ИНН контрагента=TaxId; Контрагент.ИНН=TaxId; Tax ID=TaxId; VAT Number=TaxId
        КПП=TaxReasonCode; КПП контрагента=TaxReasonCode; КПП покупателя=TaxReasonCode
        Сегмент=Segment; Канал сбыта=Segment; Канал продаж=Segment; Customer Segment=Segment; Channel=Segment
        Регион=Region; Город=Region; Область=Region; Country=Region; Region=Region; City=Region; Бизнес-регион=Region
        Артикул=ProductCode; Код товара=ProductCode; Код номенклатуры=ProductCode; SKU=ProductCode; StockCode=ProductCode; Номенклатура.Код=ProductCode; Item No.=ProductCode; product_id=ProductCode; Штрихкод=ProductCode
        Номенклатура=Product; Товар=Product; Наименование товара=Product; Товары (работы, услуги)=Product; Наименование=Product; Product Name=Product; Description=Product; Товар/Услуга=Product; Item=ProductCode; Продукция=Product
        Номенклатурная группа=Category; Группа товара=Category; Категория=Category; Товарная группа=Category; Вид номенклатуры=Category; Product Category=Category; Category=Category; Бренд=Category
        Менеджер=Manager; Ответственный=Manager; Менеджер по продажам=Manager; Торговый представитель=Manager; Sales Rep=Manager; Salesperson=Manager; Основной менеджер=Manager
        Количество=Quantity; Кол-во=Quantity; Кол-во, шт.=Quantity; Количество (шт)=Quantity; Qty=Quantity; Quantity=Quantity; К-во=Quantity; Количество, ед.=Quantity; Продано, шт=Quantity; Units Sold=Quantity
        Цена=Price; Цена за ед.=Price; Цена, руб.=Price; Цена (руб)=Price; Unit Price=Price; unit_price=Price; Price=Price; Цена за единицу=Price; Цена без НДС=Price
        Скидка, %=Discount; % скидки=Discount; Discount=Discount; Скидка=Discount
        Сумма=Amount; Сумма, руб.=Amount; Сумма (руб.)=Amount; Сумма без НДС=Amount; Выручка=Amount; Выручка, руб=Amount; Стоимость=Amount; Сумма продажи=Amount; Сумма с НДС=Amount; Amount=Amount; Line Total=Amount; Sales=Amount; Revenue=Amount; Net Amount=Amount; Стоимость продаж (без НДС)=Amount; Продажи, ₽=Amount; Total=Amount
        Себестоимость=Cost; Себестоимость, руб=Cost; Себестоимость продаж=Cost; Cost=Cost; COGS=Cost; Total Cost=Cost; Закупочная цена=UnitCost; Цена закупки=UnitCost; Unit Cost=UnitCost
        Номер строки=LineNo; № строки=LineNo; Line No=LineNo; Документ-основание=LinkedDocument; Original Invoice=LinkedDocument
        """;

    [Fact]
    public void At_least_95_percent_of_real_headers_are_recognised()
    {
        var pairs = Corpus.Split([';', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=')).ToList();
        var missed = pairs.Where(p => HeaderNames.Find(p[0])?.Field.ToString() != p[1]).Select(p => $"{p[0]} → {HeaderNames.Find(p[0])?.Field}").ToList();
        pairs.Count.ShouldBeGreaterThan(120);
        missed.Count.ShouldBeLessThanOrEqualTo(pairs.Count / 20, string.Join('\n', missed));
    }

    [Fact]
    public void The_table_knows_at_least_250_names() => HeaderNames.Count.ShouldBeGreaterThanOrEqualTo(250);

    [Theory]
    [InlineData("Комментарий")]
    [InlineData("Склад")]
    [InlineData("№ п/п")]
    [InlineData("Ставка НДС")]
    [InlineData("05.01.2026")]
    [InlineData("")]
    public void A_column_of_something_else_is_left_alone(string header) => HeaderNames.Find(header).ShouldBeNull();

    [Fact]
    public void An_amount_without_VAT_is_better_than_one_with_it() =>
        HeaderNames.Find("Сумма без НДС")!.Value.Rank.ShouldBeLessThan(HeaderNames.Find("Сумма с НДС")!.Value.Rank);

    [Fact]
    public void Thousands_in_the_header_are_noticed() => HeaderNames.IsThousands("Выручка, тыс. руб.").ShouldBeTrue();

    [Fact]
    public void Every_field_has_words() => Enum.GetValues<LedgerField>().ShouldAllBe(f => FieldWords.Of(f).Ru.Length > 0 && HeaderTable.All.Any(h => h.Field == f));
}
