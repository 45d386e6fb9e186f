using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Klientura.Web.People;

/// <summary>Slows guessing of passwords down, by account and by address (an IPv6 network of /64 counts as one). Successful sign-ins are forgiven.</summary>
public sealed class SignInThrottle(App.Data.Company company)
{
    /// <summary>Attempts one account has in a window.</summary>
    public const int PerAccount = 10;

    /// <summary>Attempts one address has in a window; an office shares one.</summary>
    public const int PerAddress = 50;

    /// <summary>Length of the window.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Most keys remembered; past it the windows that are over are swept.</summary>
    public const int MaxKeys = 10_000;

    private readonly ConcurrentDictionary<string, (DateTime Begun, int Count)> attempts = new();

    /// <summary>Counts an attempt; the time to wait when there were too many, else null.</summary>
    public TimeSpan? Take(string account, IPAddress? address)
    {
        if (attempts.Count > MaxKeys) Sweep();
        return Longest(Count("a:" + App.People.PersonRules.Normalise(account), PerAccount), Count("n:" + Network(address), PerAddress));
    }

    /// <summary>Forgets the attempts of an account that signed in.</summary>
    public void Forgive(string account) => attempts.TryRemove("a:" + App.People.PersonRules.Normalise(account), out _);

    private TimeSpan? Count(string key, int most)
    {
        var now = company.Now;
        var (begun, count) = attempts.AddOrUpdate(key, (now, 1), (_, was) => now - was.Begun > Window ? (now, 1) : (was.Begun, was.Count + 1));
        return count > most ? begun + Window - now : null;
    }

    private void Sweep()
    {
        foreach (var (key, value) in attempts)
            if (company.Now - value.Begun > Window) attempts.TryRemove(key, out _);
        // A flood of invented names must not grow memory: start over when they are all fresh.
        if (attempts.Count > MaxKeys) attempts.Clear();
    }

    private static TimeSpan? Longest(TimeSpan? a, TimeSpan? b) => a is null ? b : b is null || a > b ? a : b;

    private static string Network(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexString(address.GetAddressBytes(), 0, 8) : address.ToString();
    }
}
