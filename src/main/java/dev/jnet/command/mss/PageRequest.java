package dev.jnet.command.mss;

import dev.jnet.handshake.Handshake;
import dev.jnet.handshake.HandshakeQuestion;
import dev.jnet.mss.MssQuestion;
import java.nio.charset.StandardCharsets;

/** A connection that asks for a page by HTTP, to see the segments that the server sends. */
final class PageRequest {
  private PageRequest() {}

  /**
   * The connection, from the ports of the question about the MSS.
   *
   * @param host the server's name, for the {@code Host} header
   * @param page the page's path
   */
  static Handshake of(String host, String page, MssQuestion question) {
    String request = "GET " + page + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
    return new Handshake(
        new HandshakeQuestion(
            question.target(),
            question.port(),
            question.hop(),
            question.localPort(),
            question.settings(),
            false,
            request.getBytes(StandardCharsets.US_ASCII),
            MssSearch.MAX_REPLY,
            MssSearch.OPEN_PORT_PATIENCE,
            question.seed()));
  }
}
