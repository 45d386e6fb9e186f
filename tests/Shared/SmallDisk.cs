using System.Diagnostics;

namespace Klientura.Tests;

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

    /// <summary>Makes the file that fills the disk so large that only so much stays free.</summary>
    public void LeaveOnly(int megabytes)
    {
        Free();
        File.WriteAllBytes(Ballast, new byte[new DriveInfo(Folder).AvailableFreeSpace - (megabytes << 20)]);
    }

    /// <summary>Deletes the file that fills the disk.</summary>
    public void Free() => File.Delete(Ballast);

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
