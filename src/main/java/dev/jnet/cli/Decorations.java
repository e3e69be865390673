package dev.jnet.cli;

import dev.jnet.link.Link;
import java.io.IOException;

/** Wraps a link in what the options want to see of it. */
final class Decorations {
  private Decorations() {}

  static Link around(Link link, NetworkOptions options, Console console) throws IOException {
    Link decorated = link;
    if (options.verbose()) {
      decorated = new NarratedLink(decorated, console);
    }
    return decorated;
  }
}
