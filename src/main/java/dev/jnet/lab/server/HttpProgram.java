package dev.jnet.lab.server;

import java.nio.charset.StandardCharsets;

/**
 * Answers one HTTP request (RFC 9112) with a greeting. If the path is a number, it answers with
 * that many bytes, 10,000,000 at most.
 */
public final class HttpProgram implements Program {
  private static final int MAX_REQUEST = 8192;
  private static final int MAX_BODY = 10_000_000;

  private final String hello;
  private final StringBuilder request = new StringBuilder();
  private byte[] response = {};
  private boolean answered;

  /**
   * A server that waits for its request.
   *
   * @param host the name that it greets with
   */
  public HttpProgram(String host) {
    this.hello = "Hello from " + host + ".\n";
  }

  @Override
  public void hear(byte[] data) {
    if (request.length() < MAX_REQUEST) {
      request.append(new String(data, StandardCharsets.ISO_8859_1));
    }
    if (!answered && request.indexOf("\r\n\r\n") >= 0) {
      answered = true;
      String body = body();
      response =
          ("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: "
                  + body.length()
                  + "\r\nConnection: close\r\n\r\n"
                  + body)
              .getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  private String body() {
    int bytes = 0;
    int from = request.indexOf("/") + 1;
    int at = from;
    while (at < request.length() && Character.digit(request.charAt(at), 10) >= 0) {
      bytes = Math.min(MAX_BODY, 10 * bytes + Character.digit(request.charAt(at++), 10));
    }
    return at == from ? hello : hello.repeat(bytes / hello.length() + 1).substring(0, bytes);
  }

  @Override
  public byte[] say() {
    byte[] all = response;
    response = new byte[0];
    return all;
  }

  @Override
  public boolean isDone() {
    return answered && response.length == 0;
  }
}
