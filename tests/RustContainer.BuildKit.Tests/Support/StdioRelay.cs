namespace RustContainer.BuildKit.Tests;

/// <summary>A program that connects its standard input and output with a Unix socket, as <c>docker system dial-stdio</c> and
/// <c>buildctl dial-stdio</c> do. In Perl, which every Debian has, the images of the tests too.</summary>
public static class StdioRelay
{
    /// <summary>The program; its argument is the socket's path.</summary>
    public const string Perl = """
        use strict;
        use IO::Select;
        use IO::Socket::UNIX;
        my $socket = IO::Socket::UNIX->new(Peer => $ARGV[0]) or die "no socket at $ARGV[0]: $!\n";
        my $select = IO::Select->new($socket, \*STDIN);
        while (1) {
            for my $from ($select->can_read) {
                my $length = sysread($from, my $bytes, 65536);
                if (!$length) {
                    exit 0 if $from == $socket;
                    $select->remove($from);
                    shutdown($socket, 1);
                    next;
                }
                my $to = $from == $socket ? \*STDOUT : $socket;
                for (my $done = 0; $done < $length;) {
                    $done += syswrite($to, $bytes, $length - $done, $done) || exit 1;
                }
            }
        }

        """;

    /// <summary>Puts a script into a folder that may be executed.</summary>
    public static string Program(this TempFolder folder, string name, string script)
    {
        folder.With(name, script);
        File.SetUnixFileMode(folder.At(name), (UnixFileMode)0b111_101_101);
        return folder.At(name);
    }
}
