using Klientura.Core.Sales;

namespace Klientura.Ledger.Checking;

/// <summary>Names of columns by field, the best first. Where a file has several, the earlier name wins: an amount without VAT before an amount with it.</summary>
internal static class HeaderTable
{
    public static IReadOnlyList<(LedgerField Field, string Names)> All { get; } =
    [
        (LedgerField.Date, """
            Дата документа | Дата док | Дата реализации | Дата отгрузки | Дата продажи | Дата накладной | Дата заказа | Дата счета | Дата операции | Дата проведения | Дата УПД | Дата чека
            | Дата | Период, день | День | Период | Дата и время | Дата время | Дата док-та | Дата регистрации | Дата сделки | Дата покупки | Дата регистратора | Дата создания | Дата создания заказа | Дата и время заказа
            | invoice date | document date | doc date | order date | ship date | shipped date | sale date | sales date | transaction date | posting date | date | datetime | timestamp | day | trans date | billing date | created at | order datetime | purchase date | delivery date | entry date | date of sale | date of invoice
            """),
        (LedgerField.Document, """
            Номер документа | Номер док | № документа | № док | Номер реализации | № реализации | Номер накладной | № накладной | № ТОРГ-12 | Номер УПД | № УПД | Номер заказа | № заказа | Номер счета | № счета | Номер чека | № чека
            | Документ продажи | Документ реализации | Документ отгрузки | Документ движения | Документ | Регистратор | Накладная | Расходная накладная | Реализация | УПД | Заказ | Заказ клиента | Чек | Счет | Номер | № | № п.н. | Док | Основание | Документ номер | Рег. номер | Ид документа | Код документа | Номер сделки | Сделка | Номер продажи | ИД заказа
            | invoice number | invoice no | invoice num | invoice id | invoice | document number | document no | doc number | doc no | document id | doc id | document | order number | order no | order id | orderno | sales order | order | receipt number | receipt | transaction id | transaction number | transaction | sale id | bill number | bill no | voucher no | invoice item number | number | ref | reference
            """),
        (LedgerField.LineNo, """
            Номер строки | № строки | Номер строки документа | Номер позиции | № позиции
            | line number | line no | line num | line | line id | item no in order | order line | order line number | invoice line | invoice line number | detail id
            """),
        (LedgerField.DocumentType, """
            Вид документа | Тип документа | Тип док | Вид операции | Тип операции | Хозяйственная операция | Хоз операция | Операция | Тип | Вид | Вид движения | Возврат | Признак возврата | Тип сделки | Вид продажи
            | document type | doc type | transaction type | invoice type | order type | type | operation | operation type | movement type | sale type
            """),
        (LedgerField.LinkedDocument, """
            Документ основание | Документ-основание | Исходный документ | Исходная реализация | Первичный документ | Основание возврата | Документ продажи возврата | Возвращаемый документ | Реализация основание
            | linked document | original document | original invoice | source document | original order | related document | reference document | returned invoice
            """),
        (LedgerField.ClientCode, """
            Код клиента | Код контрагента | Код покупателя | Код партнера | Код заказчика | Ид клиента | ID клиента | Идентификатор клиента | Идентификатор контрагента | ИД контрагента | Контрагент код | Контрагент.Код | Клиент код | GUID контрагента | Номер клиента | Код плательщика | Партнер код | Код дебитора
            | customer id | customer code | customer no | customer number | client id | client code | client no | account id | account number | account no | account code | buyer id | buyer code | partner id | partner code | cust id | cust no | cust code | sold to id | sold-to | ship to id | store number | store id | store | company id | debtor code | customer
            """),
        (LedgerField.Client, """
            Контрагент | Клиент | Покупатель | Заказчик | Партнер | Наименование контрагента | Наименование клиента | Наименование покупателя | Название клиента | Название контрагента | Имя клиента | Контрагент наименование | Клиент наименование | Полное наименование контрагента | Полное наименование | Организация покупатель | Организация клиент | Организация-покупатель | Плательщик | Грузополучатель | Получатель | Дебитор | Юридическое лицо | Юрлицо | Компания | Название компании | Фирма | Контрагент (покупатель) | Договор.Контрагент | Головной контрагент | Дилер | Торговая точка | Точка продаж
            | customer name | client name | client | buyer | buyer name | account name | account | company name | company | partner | partner name | sold to name | sold to party | bill to name | bill to | ship to name | store name | cust name | customer company | debtor | consignee | business name | organisation | organization | legal entity
            """),
        (LedgerField.TaxId, """
            ИНН | ИНН клиента | ИНН контрагента | ИНН покупателя | ИНН партнера | ИНН организации | Контрагент ИНН | Клиент ИНН | ИНН заказчика | ИНН получателя | ИНН плательщика | УНП | БИН
            | inn | tax id | tax number | taxpayer id | vat number | vat id | tin | tax no | vat no | vat registration number
            """),
        (LedgerField.TaxReasonCode, "КПП | КПП клиента | КПП контрагента | КПП покупателя | КПП партнера | Контрагент КПП | kpp | tax reason code"),
        (LedgerField.Segment, """
            Сегмент | Сегмент клиента | Сегмент партнера | Канал | Канал продаж | Канал сбыта | Тип клиента | Вид клиента | Категория клиента | Группа клиентов | Группа контрагентов | Группа клиента | Тип контрагента | Отрасль | Направление клиента | Класс клиента | Тип цен
            | segment | customer segment | channel | sales channel | customer type | customer group | client type | client group | customer class | industry | market segment
            """),
        (LedgerField.Region, """
            Регион | Регион клиента | Область | Город | Город клиента | Территория | Бизнес-регион | Регион продаж | Округ | Федеральный округ | Город доставки | Регион доставки | Адрес доставки регион | Страна | Населенный пункт | Район
            | region | sales region | city | state | county | territory | area | country | district | ship city | ship country | ship region | province | customer region | customer city | customer country
            """),
        (LedgerField.ProductCode, """
            Код товара | Артикул | Код номенклатуры | Номенклатура код | Номенклатура.Код | Номенклатура артикул | Номенклатура.Артикул | Артикул товара | Код | Код продукта | Код продукции | Артикул номенклатуры | Ид товара | ID товара | SKU | СКУ | Штрихкод | Штрих-код | EAN | Код материала | Код позиции | Товар код | Товар артикул | Номенклатурный номер | Каталожный номер | Артикул поставщика
            | product code | product id | product no | product number | item code | item id | item no | item number | stock code | sku code | sku id | article | article no | article number | part number | part no | material number | material code | barcode | upc | gtin | product key | item
            """),
        (LedgerField.Product, """
            Номенклатура | Товар | Наименование товара | Название товара | Товар наименование | Наименование номенклатуры | Номенклатура наименование | Товары (работы, услуги) | Товар/услуга | Товар, услуга | Товары | Продукт | Продукция | Наименование продукции | Название продукта | Наименование | Название | Позиция номенклатуры | Материал | Услуга | Описание | Описание товара | Наименование товара, работы, услуги | Номенклатура, характеристика | Работа, услуга | Изделие
            | product name | product | item name | item description | description | product description | goods | goods name | sku name | article name | material | material description | title | service
            """),
        (LedgerField.Category, """
            Категория | Категория товара | Группа товара | Группа товаров | Номенклатурная группа | Товарная группа | Товарная категория | Группа номенклатуры | Вид номенклатуры | Вид товара | Группа | Подгруппа | Направление | Товарное направление | Ассортиментная группа | Номенклатура группа | Номенклатура.Группа | Номенклатура родитель | Номенклатура.Родитель | Тип номенклатуры | Бренд | Производитель | Марка | Линейка | Раздел
            | category | product category | product group | item group | item category | category name | family | product family | product line | product type | department | brand | class | subcategory | group
            """),
        (LedgerField.Manager, """
            Менеджер | Ответственный | Менеджер клиента | Менеджер по продажам | Ответственный менеджер | Менеджер документа | Основной менеджер | Основной менеджер покупателя | Продавец | Торговый представитель | Торговый агент | Агент | Сотрудник | Автор | Исполнитель | Куратор | ФИО менеджера | Ведущий менеджер | Персональный менеджер | Менеджер заказа | ТП | Ответственное лицо
            | manager | sales manager | account manager | salesperson | sales person | sales rep | salesrep | sales representative | seller | agent | owner | responsible | employee | employee name | rep | sales agent | executive
            """),
        (LedgerField.Quantity, """
            Количество | Кол-во | Кол во | Кол | К-во | Количество товара | Количество (шт) | Кол-во шт | Колво | Отгружено | Количество отгружено | Продано | Продано шт | Кол-во продано | Количество продажи | Количество базовых единиц | Количество в базовых единицах | Количество мест | Количество, ед | Объем продаж шт | Объем, шт | Штук | Шт | Отпущено | Реализовано кол-во | Количество реализовано | Кол-во единиц | Количество Оборот
            | quantity | qty | units | units sold | quantity sold | qty sold | pieces | pcs | amount of units | order quantity | order qty | shipped qty | quantity shipped | bottles | bottles sold | count | volume | quantity ordered | invoiced quantity
            """),
        (LedgerField.Price, """
            Цена без НДС | Цена за ед без НДС | Цена | Цена за единицу | Цена за ед | Цена за шт | Цена продажи | Цена реализации | Цена отпускная | Отпускная цена | Цена со скидкой | Цена с НДС | Цена за ед. с НДС | Цена руб | Стоимость единицы | Стоимость за единицу | Тариф | Цена ед | Цена единицы | Цена товара
            | unit price | price | sale price | sales price | selling price | price per unit | price each | list price | net price | item price | unit price net | rate | unit selling price
            """),
        (LedgerField.Discount, """
            Скидка % | Скидка, % | Процент скидки | % скидки | Скидка процент | Размер скидки | Скидка в процентах | Скидка
            | discount percent | discount % | discount rate | discount pct | discount
            """),
        (LedgerField.Amount, """
            Сумма без НДС | Выручка без НДС | Стоимость без НДС | Сумма реализации без НДС | Сумма продажи без НДС | Сумма продаж без НДС | Стоимость продаж без НДС | Сумма (без НДС) | Всего без НДС | Сумма без налога | Итого без НДС
            | Сумма | Выручка | Сумма продажи | Сумма продаж | Сумма реализации | Сумма документа | Сумма строки | Стоимость | Стоимость продаж | Стоимость продажи | Сумма отгрузки | Сумма со скидкой | Сумма с учетом скидки | Продажи | Оборот | Сумма оборот | Сумма выручки | Выручка от продаж | Товарооборот | Объем продаж | Объем продаж руб | Стоимость товара | Стоимость всего | Реализовано | Сумма заказа | Сумма с НДС | Выручка с НДС | Стоимость с НДС | Сумма продажи с НДС | Сумма реализации с НДС | Итого с НДС | Всего с НДС | Всего | Итого
            | net amount | amount net | amount excl vat | amount ex vat | net sales | net revenue | net value | line net | amount | line amount | line total | sales amount | sale amount | revenue | sales | sales value | total | total price | total amount | total sales | extended price | extended amount | gross amount | value | turnover | dollars | sale dollars | sale (dollars) | subtotal | invoice amount | net total | sum | amount with vat | gross sales
            """),
        (LedgerField.Cost, """
            Себестоимость | Себестоимость продаж | Сумма себестоимости | Себестоимость без НДС | Себестоимость сумма | Себестоимость реализации | Закупочная стоимость | Сумма закупки | Затраты | Стоимость закупки | Себестоимость товара | Полная себестоимость | Себестоимость строки | Закупка сумма
            | cost | cost amount | total cost | cogs | cost of goods sold | cost of sales | line cost | cost value | extended cost | purchase amount
            """),
        (LedgerField.UnitCost, """
            Себестоимость единицы | Себестоимость за единицу | Себестоимость ед | Себестоимость за ед | Цена закупки | Закупочная цена | Цена закупочная | Цена себестоимости | Учетная цена | Цена поставщика | Цена прихода | Входная цена
            | unit cost | cost price | purchase price | cost per unit | buying price | state bottle cost | state cost | standard cost | item cost
            """),
    ];
}
