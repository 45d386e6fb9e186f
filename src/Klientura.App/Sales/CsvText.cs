using System.Buffers.Text;
using System.Text;
using Klientura.Core.Values;

namespace Klientura.App.Sales;

/// <summary>Writes invariant CSV in UTF-8: dot decimals, ISO dates, line feed at the end of a row, quotes only where needed.</summary>
internal sealed class CsvText(Stream output) : IDisposable
{
    private readonly byte[] buffer = new byte[1 << 16];
    private int used;
    private bool rowBegun;

    public void Text(string text)
    {
        Next();
        var quoted = text.AsSpan().IndexOfAny(",\"\r\n") >= 0;
        if (quoted) text = '"' + text.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
        var size = Encoding.UTF8.GetByteCount(text);
        if (size > buffer.Length - used) Flush();
        if (size > buffer.Length)
        {
            output.Write(Encoding.UTF8.GetBytes(text));
            return;
        }
        used += Encoding.UTF8.GetBytes(text, buffer.AsSpan(used));
    }

    public void Integer(long value)
    {
        Next();
        Digits(value);
    }

    /// <summary>Two to four decimals.</summary>
    public void Money(Money value)
    {
        Next();
        Fraction(value.TenThousandths, Core.Values.Money.Scale, 4, 2);
    }

    /// <summary>Up to three decimals.</summary>
    public void Quantity(Quantity value)
    {
        Next();
        Fraction(value.Thousandths, Core.Values.Quantity.Scale, 3, 0);
    }

    public void Day(DateOnly day)
    {
        Next();
        day.TryFormat(buffer.AsSpan(used), out var written, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        used += written;
    }

    public void Empty() => Next();

    public void EndRow()
    {
        Room();
        buffer[used++] = (byte)'\n';
        rowBegun = false;
    }

    public void Header(params ReadOnlySpan<string> names)
    {
        foreach (var name in names) Text(name);
        EndRow();
    }

    public void Dispose()
    {
        Flush();
        output.Flush();
    }

    private void Next()
    {
        Room();
        if (rowBegun) buffer[used++] = (byte)',';
        rowBegun = true;
    }

    private void Room()
    {
        if (buffer.Length - used < 64) Flush();
    }

    private void Digits(long value)
    {
        Utf8Formatter.TryFormat(value, buffer.AsSpan(used), out var written);
        used += written;
    }

    private void Fraction(long value, long scale, int decimals, int least)
    {
        if (value < 0) buffer[used++] = (byte)'-';
        // The magnitude of the smallest long does not fit a long.
        var magnitude = value < 0 ? unchecked((ulong)-value) : (ulong)value;
        Utf8Formatter.TryFormat(magnitude / (ulong)scale, buffer.AsSpan(used), out var written);
        used += written;
        var rest = magnitude % (ulong)scale;
        var digits = decimals;
        while (digits > least && rest % 10 == 0)
        {
            rest /= 10;
            digits--;
        }
        if (digits == 0) return;
        buffer[used++] = (byte)'.';
        Utf8Formatter.TryFormat(rest, buffer.AsSpan(used), out written, new System.Buffers.StandardFormat('D', (byte)digits));
        used += written;
    }

    private void Flush()
    {
        output.Write(buffer, 0, used);
        used = 0;
    }
}
