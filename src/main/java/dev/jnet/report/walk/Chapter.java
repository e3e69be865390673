package dev.jnet.report.walk;

/** The subject of a chapter of a walk. On a page each subject has its colour. */
enum Chapter {
  /** How the name became an address. */
  NAME("--c-dns"),
  /** The route, and the hardware address of the next hop. */
  NEXT_HOP("--c-arp"),
  /** How the connection was opened. */
  OPENING("--c-connect"),
  /** TLS. */
  TLS("--c-tls"),
  /** The request, or the lines that jnet sent. */
  REQUEST("--c-first"),
  /** The response. */
  RESPONSE("--c-transfer"),
  /** How the connection was closed. */
  CLOSING("--c-close"),
  /** The summary. */
  SUM("--c-self");

  private final String color;

  Chapter(String color) {
    this.color = color;
  }

  /** The name of its colour in the style sheet. */
  String color() {
    return color;
  }
}
