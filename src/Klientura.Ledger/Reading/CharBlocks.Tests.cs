using System.Text;

namespace Klientura.Ledger.Reading;

public class CharBlocksTests
{
    [Fact]
    public void A_reader_closed_early_leaves_its_decoding_thread_in_peace()
    {
        // Small texts: the end of the file is decoded long before anybody asks for it.
        for (var i = 0; i < 20; i++)
        {
            var stream = new MemoryStream(Encoding.UTF8.GetBytes("Дата;Сумма\n"));
            var blocks = new CharBlocks(stream, new TextEncoding("utf-8", 0), ahead: true);
            SpinWait.SpinUntil(() => stream.Position == stream.Length, TimeSpan.FromSeconds(10)).ShouldBeTrue();
            Thread.Yield();
            Should.NotThrow(blocks.Dispose);
        }
    }
}
