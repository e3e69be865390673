package dev.jnet.testnet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** TestServers for the tests of TCP, and what is asked about captures and ladders. */
public final class TestServers {
  private TestServers() {}

  /** Python's HTTP server for both IP versions; answers once this returns. */
  public static Background web(Host host, int port) {
    String program =
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
        """;
    return python(host, program, Integer.toString(port));
  }

  /** nginx for both IP versions; answers once this returns. */
  public static void nginx(TestNet net, Host host, int port) {
    Path folder = net.file("nginx");
    Path file = folder.resolve("nginx.conf");
    String settings =
        """
        daemon off; master_process off; pid FOLDER/pid; error_log FOLDER/errors; events {}
        http { access_log off;
        client_body_temp_path FOLDER/1; proxy_temp_path FOLDER/2; fastcgi_temp_path FOLDER/3;
        uwsgi_temp_path FOLDER/4; scgi_temp_path FOLDER/5;
        server { listen PORT; listen [::]:PORT;
        location / { return 200 'hello from the server'; } } }
        """;
    try {
      Files.createDirectory(folder);
      Files.writeString(
          file,
          settings.replace("FOLDER", folder.toString()).replace("PORT", Integer.toString(port)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Background server =
        host.start("nginx", "-c", file.toString(), "-e", folder.resolve("errors").toString());
    for (int i = 0; i < 200 && !listens(host, port); i++) {
      if (!server.running()) {
        throw new IllegalStateException("nginx has ended: " + server.err());
      }
    }
  }

  private static boolean listens(Host host, int port) {
    return host.run("ss", "-tlnH", "sport", "=", ":" + port).orThrow().out().contains("LISTEN");
  }

  /** A program of python3, which says {@code ready} when it is. */
  public static Background python(Host host, String program, String... arguments) {
    List<String> words = new ArrayList<>(List.of("python3", "-u", "-c", program));
    words.addAll(List.of(arguments));
    Background server = host.start(words.toArray(new String[0]));
    server.awaitOutput("ready");
    return server;
  }

  /** An address and a port in one word. */
  public static String at(String address, int port) {
    return address.indexOf(':') >= 0 ? "[" + address + "]:" + port : address + ":" + port;
  }

  /** Fields of the frames of a capture that pass tshark's filter. */
  public static String tshark(Host host, Path file, String filter, String... fields) {
    List<String> words =
        new ArrayList<>(
            List.of("tshark", "-n", "-r", file.toString(), "-Y", filter, "-T", "fields"));
    for (String field : fields) {
      words.add("-e");
      words.add(field);
    }
    return host.run(words.toArray(new String[0])).orThrow().out();
  }

  /** The ladder's lines by their columns, without times and numbers, arrows shortened. */
  public static List<String> ladder(Outcome outcome) {
    List<String> lines = new ArrayList<>();
    for (String line : outcome.out().split("\n", -1)) {
      if (line.contains("--> ") || line.contains(" <--")) {
        String arrow = line.substring(26, 43).replaceAll("-{3,}", "-");
        String theirs = line.substring(44, Math.min(line.length(), 56)).trim();
        lines.add(line.substring(13, 25).trim() + " " + arrow + " " + theirs);
      }
    }
    return lines;
  }
}
