package dev.jnet.doctor;

import java.util.Locale;
import java.util.Optional;

/** What the doctor asks, in the order in which it matters. */
public enum StepName {
  /** Which addresses does the name have? */
  NAME("name"),
  /** Does this machine have a route there? */
  ROUTE("route"),
  /** Does the next hop answer ARP or neighbor discovery? */
  NEXT_HOP("next hop"),
  /** Does the target answer echo requests? */
  PING("ping"),
  /** Is the port open? */
  PORT("port"),
  /** Do programs on this machine get what injected probes get? */
  PROGRAMS("programs"),
  /** Which is the largest packet that arrives? */
  PATH_MTU("path MTU"),
  /** Which routers are on the path? */
  TRACE("trace"),
  /** Do the segments that both SYNs allow fit the path? */
  SEGMENTS("segments");

  private final String words;

  StepName(String words) {
    this.words = words;
  }

  /** The step in a report. */
  public String words() {
    return words;
  }

  /** The step in JSON. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The step without whose success it cannot be asked; empty where it is the first one. */
  public Optional<StepName> needs() {
    return switch (this) {
      case NAME -> Optional.empty();
      case ROUTE -> Optional.of(NAME);
      case NEXT_HOP -> Optional.of(ROUTE);
      case SEGMENTS -> Optional.of(PORT);
      default -> Optional.of(NEXT_HOP);
    };
  }
}
