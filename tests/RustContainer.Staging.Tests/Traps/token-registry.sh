# Sourced: serves the files in /registry at 127.0.0.1:8080 to whoever sends $token, and writes the paths that are asked for to /requests.
cat >/registry.pl <<'PERL'
use strict; use IO::Socket::INET;
my $server = IO::Socket::INET->new(LocalAddr => '127.0.0.1:8080', Listen => 16, ReuseAddr => 1) or die $!;
open my $ready, '>', '/ready'; close $ready;
while (my $client = $server->accept) {
  my ($path) = <$client> =~ m{^GET (/[^ ?]*)} or next;
  my $sent = '';
  while (my $line = <$client>) { last if $line =~ /^\r?$/; $sent = $1 if $line =~ /^authorization: (.*?)\r?$/i }
  open my $log, '>>', '/requests'; print $log "$path\n"; close $log;
  my ($status, $body) = ('404 Not Found', '');
  if ($sent ne $ENV{TOKEN}) { $status = '401 Unauthorized' }
  elsif (open my $file, '<:raw', "/registry$path") { local $/; ($status, $body) = ('200 OK', <$file>) }
  print $client "HTTP/1.1 $status\r\nContent-Length: @{[length $body]}\r\nConnection: close\r\n\r\n$body";
  close $client;
}
PERL
TOKEN=$token perl /registry.pl &
server=$!
trap 'kill $server 2>/dev/null || :' EXIT
tries=0
until [ -e /ready ]; do tries=$((tries + 1)); [ $tries -lt 100 ] || exit 1; sleep 0.1; done
