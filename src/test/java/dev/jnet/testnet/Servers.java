package dev.jnet.testnet;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.opentest4j.TestAbortedException;

/**
 * Real servers, each of which answers once the method that starts it returns. Their programs are
 * from packages that {@code scripts/test} has unpacked beside the build, or the machine's own.
 */
public final class Servers {
  private static final Path UNPACKED = Path.of("target/servers").toAbsolutePath();

  private final Host host;

  private Servers(Host host) {
    this.host = host;
  }

  /** Servers on a host; they end with its network. */
  public static Servers on(Host host) {
    return new Servers(host);
  }

  /** The program of a package; where it is not there the test is skipped, or fails with CI=true. */
  public static String program(String name) {
    List<Path> folders =
        new ArrayList<>(List.of(UNPACKED.resolve("usr/sbin"), UNPACKED.resolve("usr/bin")));
    for (String folder : (System.getenv("PATH") + ":/usr/sbin").split(File.pathSeparator, -1)) {
      folders.add(Path.of(folder));
    }
    for (Path folder : folders) {
      if (Files.isExecutable(folder.resolve(name))) {
        return folder.resolve(name).toString();
      }
    }
    String missing = "no " + name + " (scripts/test fetches it)";
    if ("true".equals(System.getenv("CI"))) {
      throw new IllegalStateException("CI=true, but " + missing);
    }
    throw new TestAbortedException(missing);
  }

  private Background start(List<String> command) {
    return host.start(
        Privilege.ROOT,
        Map.of(
            "LD_LIBRARY_PATH",
            UNPACKED.resolve("usr/lib/x86_64-linux-gnu") + ":" + UNPACKED.resolve("usr/lib"),
            "PYTHONPATH",
            UNPACKED.resolve("usr/lib/python3/dist-packages").toString()),
        command);
  }

  private void await(Background server, int port) {
    await(server, ":" + port);
  }

  private void await(Background server, String end) {
    server.awaitOutput(
        "listening socket on " + end,
        () -> host.run("ss", "-lntu").orThrow().out().contains(end + " "));
  }

  private Path file(String name, String content) {
    try {
      return Files.writeString(host.net().file(name), content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * nginx, with such {@code server} blocks. Its files and certificates are in the network's folder.
   */
  public void nginx(int port, String blocks) {
    String folder = host.net().file("").toString();
    StringBuilder temporary = new StringBuilder();
    for (String kind : new String[] {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"}) {
      temporary.append(kind).append("_temp_path ").append(folder).append("/").append(kind);
      temporary.append(";\n");
    }
    Path configuration =
        file(
            "nginx.conf",
            "daemon off; user root; pid "
                + folder
                + "/nginx.pid;\nerror_log stderr; events {}\nhttp { access_log off;\n"
                + temporary
                + blocks
                + "\n}\n");
    await(
        start(
            List.of(
                program("nginx"), "-p", folder, "-c", configuration.toString(), "-e", "stderr")),
        port);
  }

  /** nginx, which greets on a port of both IP versions. */
  public void nginx(int port) {
    nginx(
        port,
        "server { listen PORT; listen [::]:PORT; location / { return 200 'hello from the server'; } }"
            .replace("PORT", Integer.toString(port)));
  }

  /** Python's HTTP server for both IP versions. */
  public Background web(int port) {
    return python(
        """
        import http.server, socket, sys
        class S(http.server.ThreadingHTTPServer):
          address_family = socket.AF_INET6
          request_queue_size = 256
          def server_bind(self): # HTTPServer's own asks DNS for the name of this machine
            http.server.socketserver.TCPServer.server_bind(self)
            self.server_name, self.server_port = 'server', self.server_address[1]
        class H(http.server.BaseHTTPRequestHandler):
          def do_GET(self):
            body = b'x' * 20000 if self.path == '/big' else b'hello from the server'
            self.send_response(200)
            self.send_header('Content-Length', str(len(body)))
            self.end_headers()
            self.wfile.write(body)
          def log_message(self, *a): pass
        s = S(('::', int(sys.argv[1])), H)
        print('ready', flush=True)
        s.serve_forever()
        """,
        Integer.toString(port));
  }

  /** A server that is a program of python3, which prints {@code ready} when it is. */
  public Background python(String program, String... arguments) {
    List<String> words = new ArrayList<>(List.of("python3", "-u", "-c", program));
    words.addAll(List.of(arguments));
    return host.start(words.toArray(new String[0])).awaitOutput("ready");
  }

  /** dnsmasq, on port 53, with such further options. */
  public void dnsmasq(String... options) {
    List<String> command =
        new ArrayList<>(
            List.of(
                program("dnsmasq"),
                "-k",
                "-u",
                "root",
                "-C",
                "/dev/null",
                "--no-resolv",
                "--no-hosts",
                "--pid-file=",
                "--local-ttl=60"));
    command.addAll(Arrays.asList(options));
    await(start(command), 53);
  }

  /**
   * tayga, which translates between IPv6 and IPv4 (NAT64): IPv4 hosts stand behind a prefix, and
   * see IPv6 hosts as addresses of {@code 192.168.64.0/24}.
   */
  public void tayga(String prefix) {
    String tayga = program("tayga");
    Path settings =
        file(
            "tayga.conf",
            """
            tun-device nat64
            ipv4-addr 192.168.64.1
            ipv6-addr 2001:db8:64::1
            prefix %s
            dynamic-pool 192.168.64.0/24
            """
                .formatted(prefix));
    host.run(tayga, "-c", settings.toString(), "--mktun").orThrow();
    host.ip(
        "link set nat64 up",
        "route add 192.168.64.0/24 dev nat64",
        "route add " + prefix + " dev nat64");
    start(List.of(tayga, "-d", "-c", settings.toString()));
  }

  /** OpenSSH's server, on port 22. */
  public void sshd() {
    Path key = host.net().file("hostkey");
    host.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", key.toString()).orThrow();
    Path users = file("passwd", "root:x:0:0::/root:/bin/sh\nsshd:x:105:65534::/:/bin/false\n");
    List<String> command =
        List.of(
            "sh",
            "-c",
            "mount --bind "
                + users
                + " /etc/passwd && mount -t tmpfs none /run && mkdir /run/sshd && exec "
                + program("sshd")
                + " -D -e -f /dev/null -h "
                + key);
    await(start(command), 22);
  }

  /** vsftpd, on port 21, for both IP versions. */
  public void vsftpd() {
    Path configuration =
        file(
            "vsftpd.conf",
            "listen=NO\nlisten_ipv6=YES\nbackground=NO\nanonymous_enable=NO\nlocal_enable=YES\n"
                + "nopriv_user=nobody\nsecure_chroot_dir="
                + host.net().file("")
                + "\nseccomp_sandbox=NO\n");
    await(start(List.of(program("vsftpd"), configuration.toString())), 21);
  }

  /** The SMTP server of Python's aiosmtpd, on port 25 of an address. */
  public void smtpd(String address) {
    if (!Files.isDirectory(UNPACKED.resolve("usr/lib/python3/dist-packages/aiosmtpd"))) {
      program("aiosmtpd");
    }
    Background server = start(List.of("python3", "-m", "aiosmtpd", "-n", "-l", address + ":25"));
    await(server, Host.endpoint(address, 25));
  }

  /**
   * A certificate of the network's own authority, {@code ca.pem}, in {@code NAME.pem} and {@code
   * NAME.key}.
   *
   * @param alternatives as in {@code DNS:www.example}
   * @param days from now on; negative for one that has expired
   */
  public void certificate(String name, String alternatives, int days) {
    String validity =
        days > 0 ? "-days " + days : "-not_before 20200101000000Z -not_after 20200201000000Z";
    host.run(
            "sh",
            "-ec",
            "cd "
                + host.net().file("")
                + "\n[ -f ca.pem ] || openssl req -x509 -newkey ec -pkeyopt"
                + " ec_paramgen_curve:P-256 -nodes -keyout ca.key -out ca.pem -days 30 -subj"
                + " '/CN=Test authority'\n"
                + "openssl req -newkey rsa:2048 -nodes -keyout "
                + name
                + ".key -out "
                + name
                + ".csr -subj /CN="
                + name
                + "\necho subjectAltName="
                + alternatives
                + " >ext\n"
                + (days > 0
                    ? "openssl x509 -req -in "
                        + name
                        + ".csr -CA ca.pem -CAkey ca.key -CAcreateserial "
                        + validity
                        + " -extfile ext -out "
                        + name
                        + ".pem\n"
                    : "touch index.txt; [ -f serial ] || echo 01 >serial\n"
                        + "printf '[ca]\\n"
                        + "default_ca=d\\n"
                        + "[d]\\n"
                        + "database=index.txt\\n"
                        + "serial=serial\\n"
                        + "new_certs_dir=.\\n"
                        + "default_md=sha256\\n"
                        + "policy=p\\n"
                        + "[p]\\n"
                        + "commonName=supplied\\n"
                        + "' >ca.conf\n"
                        + "openssl ca -batch -config ca.conf -cert ca.pem -keyfile ca.key"
                        + " -startdate 20200101000000Z -enddate 20200201000000Z -extfile ext -in "
                        + name
                        + ".csr -out "
                        + name
                        + ".pem -notext\n"))
        .orThrow();
  }
}
