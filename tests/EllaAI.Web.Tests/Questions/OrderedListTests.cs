using EllaAI.Web.Ui.Shared;
using Xunit;

namespace EllaAI.Web.Tests.Questions;

public sealed class OrderedListTests
{
    private readonly OrderedList<string> _list = new(["a", "b", "c"]);

    [Fact]
    public void What_was_removed_comes_back_where_it_was_last_first()
    {
        _list.RemoveAt(0);
        _list.RemoveAt(1);
        Assert.Equal(["b"], _list);
        Assert.Equal("c", _list.LastRemoved);

        _list.Restore();
        _list.Restore();

        Assert.Equal(["a", "b", "c"], _list);
        Assert.False(_list.CanRestore);
    }

    [Fact]
    public void What_comes_back_to_a_list_that_got_shorter_goes_to_its_end()
    {
        _list.RemoveAt(2);
        _list.RemoveAt(1);
        _list.Forget(item => item == "b");

        _list.Restore();

        Assert.Equal(["a", "c"], _list);
    }

    [Theory]
    [InlineData(1, -1, "b,a,c")]
    [InlineData(1, 1, "a,c,b")]
    public void A_row_moves_by_one(int index, int by, string expected)
    {
        Assert.True(_list.Move(index, by));
        Assert.Equal(expected, string.Join(',', _list));
    }

    [Theory]
    [InlineData(0, -1)]
    [InlineData(2, 1)]
    public void A_row_at_the_edge_stays(int index, int by)
    {
        Assert.False(_list.Move(index, by));
        Assert.Equal(["a", "b", "c"], _list);
    }
}
