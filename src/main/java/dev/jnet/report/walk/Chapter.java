package dev.jnet.report.walk;

/** What a chapter of a walk is about; on a page each kind has its colour. */
enum Chapter {
  /** How the name became an address. */
  NAME("--c-dns"),
  /** The route, and the hardware address of the next hop. */
  NEXT_HOP("--c-arp"),
  /** How the connection was opened. */
  OPENING("--c-connect"),
  /** TLS. */
  TLS("--c-tls"),
  /** What we asked for or said. */
  REQUEST("--c-first"),
  /** What came. */
  RESPONSE("--c-transfer"),
  /** How the connection was closed. */
  CLOSING("--c-close"),
  /** What it all came to. */
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
