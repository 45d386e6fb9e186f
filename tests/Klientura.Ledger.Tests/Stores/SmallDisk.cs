using System.Diagnostics;

namespace Klientura.Ledger.Tests.Stores;

/// <summary>A small disk of its own (tmpfs), with a file to delete when room is wanted.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const int BallastBytes = 24 << 20;

    private SmallDisk(string folder) => Folder = folder;

    public string Folder { get; }

    /// <summary>A file that fills part of the disk.</summary>
    public string Ballast => Path.Combine(Folder, "ballast");

    /// <summary>Mounts it; skips the test where that is not allowed.</summary>
    public static SmallDisk Mount(int megabytes)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && Environment.UserName == "root", "Mounting a small disk needs root on Linux");
        var disk = new SmallDisk(Directory.CreateTempSubdirectory("klientura-disk-").FullName);
        var mounted = Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Folder);
        if (mounted != 0)
        {
            Directory.Delete(disk.Folder);
            Assert.Skip("Mounting a small disk is not allowed here");
        }
        File.WriteAllBytes(disk.Ballast, new byte[BallastBytes]);
        return disk;
    }

    public void Dispose()
    {
        Run("umount", Folder);
        Directory.Delete(Folder);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
