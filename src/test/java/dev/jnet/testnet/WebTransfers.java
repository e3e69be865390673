package dev.jnet.testnet;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A megabyte each way between curl and a web server, as a user would notice a broken path. */
public final class WebTransfers {
  /** The server's port. */
  public static final int PORT = 8080;

  private static final int MEGABYTE = 1 << 20;

  private static final String SERVER =
      """
      import http.server, socket, sys
      class S(http.server.ThreadingHTTPServer):
        address_family = socket.AF_INET6
        request_queue_size = 128
        def server_bind(self):
          http.server.socketserver.TCPServer.server_bind(self)
          self.server_name, self.server_port = 'server', self.server_address[1]
      class H(http.server.BaseHTTPRequestHandler):
        def answer(self, body):
          self.send_response(200)
          self.send_header('Content-Length', str(len(body)))
          self.end_headers()
          self.wfile.write(body)
        def do_GET(self):
          self.answer(b'x' * (1 << 20))
        def do_POST(self):
          self.answer(str(len(self.rfile.read(int(self.headers['Content-Length'])))).encode())
        def log_message(self, *a): pass
      s = S(('::', int(sys.argv[1])), H)
      print('ready', flush=True)
      s.serve_forever()
      """;

  private final Host client;
  private final String url;

  private WebTransfers(Host client, String target) {
    this.client = client;
    this.url = "http://" + Host.endpoint(target, PORT) + "/";
  }

  /** Starts the server; the client will reach it by this address. */
  public static WebTransfers between(Host client, Host server, String target) {
    // Segments are cut as on a real cable, so that a router sees them in their size.
    server.withoutSegmentationOffload();
    client.withoutSegmentationOffload();
    server.start("python3", "-u", "-c", SERVER, "" + PORT).awaitOutput("ready");
    return new WebTransfers(client, target);
  }

  /** What is fetched. */
  public String url() {
    return url;
  }

  private String get(int seconds) {
    return "curl -gsS -m" + seconds + " -o /dev/null -w '%{size_download}' " + url;
  }

  private String post(int seconds) {
    return "head -c 1048576 /dev/zero | curl -gsS -m"
        + seconds
        + " -H 'Expect:' --data-binary @- "
        + url;
  }

  private Outcome shell(String command) {
    return client.run("sh", "-c", command);
  }

  /** Whether a download and an upload at a time complete, a hundred times as slow as they could. */
  public boolean complete() {
    String both = "{ " + post(1) + "; } & " + get(1) + "; wait";
    return shell(both).out().equals("" + MEGABYTE + MEGABYTE);
  }

  /** How many of some downloads and as many uploads complete, all at once. */
  public int completeOf(int each, int seconds) {
    String both = post(seconds) + " & " + get(seconds) + " & ";
    String out = shell("for i in $(seq " + each + "); do " + both + "done; wait").out();
    return out.split(Integer.toString(MEGABYTE), -1).length - 1;
  }

  /** Downloads and uploads a megabyte, which must complete. */
  public void assertComplete() {
    Outcome download = shell(get(4));
    assertEquals(Integer.toString(MEGABYTE), download.out(), download::toString);
    Outcome upload = shell(post(4));
    assertEquals(Integer.toString(MEGABYTE), upload.out(), upload::toString);
  }
}
