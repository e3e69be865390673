package dev.jnet.report;

import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;

/** How packets were sent and seen: what a report owes its reader when that was not everything. */
public enum Sight {
  /** Frames were injected and captured: nothing is hidden. */
  CAPTURE("capture", ""),
  /** What the kernel's ICMP sockets tell. */
  ICMP_SOCKETS("icmp-sockets", "the kernel's ICMP sockets and their error queue"),
  /** What its UDP sockets tell, where not even ICMP sockets are allowed. */
  UDP_SOCKETS("udp-sockets", "the kernel's UDP sockets and their error queue"),
  /** Nobody was asked: what the kernel knows of its neighbours. */
  NEIGHBOR_TABLE("neighbor-table", "the kernel's table of neighbours; nobody was asked"),
  /** The kernel connected, and was asked how it went. */
  KERNEL_TCP("kernel-tcp", "the kernel's own TCP, by connect and TCP_INFO");

  private static final int NARROWEST = 40;
  private static final int READABLE = 80;

  private final String code;
  private final String words;

  Sight(String code, String words) {
    this.code = code;
    this.words = words;
  }

  /**
   * The same for programs.
   *
   * @param how {@code icmp-sockets}, {@code udp-sockets}, {@code neighbor-table} or {@code
   *     kernel-tcp}
   * @param notSeen what that cannot show
   */
  @Json
  public record Access(String how, List<String> notSeen) {}

  /** Whether all that passed the interface could be seen. */
  public boolean isWhole() {
    return this == CAPTURE;
  }

  /** In words. */
  String words() {
    return words;
  }

  /** What cannot be seen, each as a few words. */
  List<String> notSeen() {
    List<String> all = new ArrayList<>();
    if (this == NEIGHBOR_TABLE) {
      all.add("frames and round trips");
      all.add("whether the station still has the address, and whether another has it too");
    } else if (this == KERNEL_TCP) {
      all.add("segments, with their numbers, flags and options as they were sent");
      all.add("both sides' states on the way");
    } else if (this != CAPTURE) {
      all.add("frames and their MAC addresses");
      all.add("damaged answers and messages that fit no probe (the kernel drops them)");
      all.add("the IP header in what routers quote (TTL, type of service, DF)");
    }
    if (this == UDP_SOCKETS) {
      all.add("the ports and the checksum in what routers quote");
      all.add(
          "answers that targets withhold (most ration port unreachable, Linux to one a second)");
    }
    return all;
  }

  /** For a document; null, which is left out, where nothing is hidden. */
  Access access() {
    return isWhole() ? null : new Access(code, notSeen());
  }

  /** As lines of text; none where nothing is hidden. */
  public List<String> lines(Style style) {
    return isWhole()
        ? List.of()
        : Text.wrap(
            "seen by " + words + ", without CAP_NET_RAW; not seen: " + String.join("; ", notSeen()),
            Math.max(NARROWEST, Math.min(READABLE, style.width())));
  }

  /** As rows of a report; none where nothing is hidden. */
  void rows(Sheet sheet) {
    if (!isWhole()) {
      sheet.row("Seen by", words + ": there is no CAP_NET_RAW here to capture with");
      sheet.row("Not seen", String.join("; ", notSeen()));
    }
  }
}
