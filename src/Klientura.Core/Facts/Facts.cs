using System.Runtime.InteropServices;
using Klientura.Core.Values;

namespace Klientura.Core.Facts;

/// <summary>One row per client × month that has a line. Sorted by client, then month.</summary>
/// <param name="Client">The client.</param>
/// <param name="Month">Analytics month: a linked return stands in the month of its original document (methods.md 0.4).</param>
/// <param name="Sales">Sum of sale lines, never negative in clean data.</param>
/// <param name="Returns">Sum of return lines as a positive amount; <see cref="Net"/> = Sales − Returns.</param>
/// <param name="Cost">Net cost of the lines whose cost is known (returns subtract).</param>
/// <param name="Quantity">Net quantity (returns subtract).</param>
/// <param name="Orders">Orders by the chosen rule (client-day or document) with a sale line here; returns never create orders, and fully returned orders (<see cref="Order.Net"/> of the whole order 0 or less) are not counted (methods.md 0.6).</param>
/// <param name="Lines">Sale lines.</param>
/// <param name="LinesWithoutCost">Lines of either kind whose cost is unknown; gross profit exists only when this is 0.</param>
public readonly record struct ClientMonth(ClientId Client, Month Month, Money Sales, Money Returns, Money Cost, Quantity Quantity, int Orders, int Lines, int LinesWithoutCost)
{
    /// <summary>Sales less returns.</summary>
    public Money Net => Sales - Returns;
}

/// <summary>One row per client × order. Sorted by client, then day, then document. An order is all sale documents of a client on one day, or one document (methods.md 0.6).</summary>
/// <param name="Client">The client.</param>
/// <param name="Day">Day of the order.</param>
/// <param name="Document">The document, or the first document of the day when orders are client-days.</param>
/// <param name="Sales">Sum of its sale lines.</param>
/// <param name="Net">Sales less the returns linked to it (to a document of the client-day, or to the document); 0 or less means fully returned: the row stays here, but no count, lifecycle or gap knows the order (methods.md 0.6).</param>
/// <param name="Lines">Sale lines.</param>
public readonly record struct Order(ClientId Client, DateOnly Day, DocumentId Document, Money Sales, Money Net, int Lines);

/// <summary>One row per client × category × month that has a line. Sorted by client, month, category. <c>Orders</c> are those with a sale line of the category in the month, fully returned ones left out.</summary>
[StructLayout(LayoutKind.Auto)] // 56 bytes instead of 64
public readonly record struct ClientCategory(ClientId Client, CategoryId Category, Month Month, Money Sales, Money Returns, Money Cost, Quantity Quantity, int Orders, int Lines, int LinesWithoutCost)
{
    /// <summary>Sales less returns.</summary>
    public Money Net => Sales - Returns;
}

/// <summary>One row per client × product × month that has a line. Sorted by client, product, month. <c>Orders</c> are those with a sale line of the product in the month, fully returned ones left out.</summary>
[StructLayout(LayoutKind.Auto)] // 56 bytes instead of 64
public readonly record struct ClientProduct(ClientId Client, ProductId Product, Month Month, Money Sales, Money Returns, Money Cost, Quantity Quantity, int Orders, int Lines, int LinesWithoutCost)
{
    /// <summary>Sales less returns.</summary>
    public Money Net => Sales - Returns;
}

/// <summary>One row per client that has an order not fully returned. Sorted by client. Fully returned orders do not exist here.</summary>
/// <param name="Client">The client.</param>
/// <param name="FirstDay">Day of the first order.</param>
/// <param name="SecondDay">Day of the second order; null when there is one order.</param>
/// <param name="LastDay">Day of the last order.</param>
/// <param name="Orders">How many orders.</param>
public readonly record struct Lifecycle(ClientId Client, DateOnly FirstDay, DateOnly? SecondDay, DateOnly LastDay, int Orders);

/// <summary>One row per pair of neighbouring orders of a client, fully returned ones left out. Sorted by client, then day. Gaps sum to last − first order day.</summary>
/// <param name="Client">The client.</param>
/// <param name="Day">Day of the later order.</param>
/// <param name="GapDays">Days since the order before; 0 only when orders are documents.</param>
public readonly record struct OrderGap(ClientId Client, DateOnly Day, int GapDays);

/// <summary>One row per manager × month that has a line, by the manager on the document. Sorted by manager, then month. <c>Orders</c> are those with a sale line of the manager in the month, fully returned ones left out.</summary>
public readonly record struct ManagerMonth(ManagerId Manager, Month Month, Money Sales, Money Returns, Money Cost, int Orders, int Lines, int LinesWithoutCost)
{
    /// <summary>Sales less returns.</summary>
    public Money Net => Sales - Returns;
}

/// <summary>One row per client × sale document × product with a sale line. Sorted by client, document, product. Returns neither add nor remove rows.</summary>
/// <param name="Client">The client.</param>
/// <param name="Document">The sale document.</param>
/// <param name="Month">Month of its earliest line of the product.</param>
/// <param name="Product">The product.</param>
public readonly record struct BasketLine(ClientId Client, DocumentId Document, Month Month, ProductId Product);
