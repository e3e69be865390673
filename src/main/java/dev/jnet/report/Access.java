package dev.jnet.report;

import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;

/** How packets were sent and seen: what a report owes its reader when that was not everything. */
public final class Access {
  /** Frames were injected and captured: nothing is hidden. */
  public static final Access CAPTURE = new Access("capture", "");

  /** What the kernel's ICMP sockets tell. */
  public static final Access ICMP_SOCKETS =
      new Access("icmp-sockets", "the kernel's ICMP sockets and their error queue");

  /** What its UDP sockets tell, where not even ICMP sockets are allowed. */
  public static final Access UDP_SOCKETS =
      new Access("udp-sockets", "the kernel's UDP sockets and their error queue");

  /** Nobody was asked: what the kernel knows of its neighbours. */
  public static final Access NEIGHBOR_TABLE =
      new Access("neighbor-table", "the kernel's table of neighbours; nobody was asked");

  /** The kernel connected, and was asked how it went. */
  public static final Access KERNEL_TCP =
      new Access("kernel-tcp", "the kernel's own TCP, by connect and TCP_INFO");

  private static final int NARROWEST = 40;
  private static final int READABLE = 80;

  private final String code;
  private final String words;
  private final long uncaptured;

  private Access(String code, String words) {
    this(code, words, 0);
  }

  private Access(String code, String words, long uncaptured) {
    this.code = code;
    this.words = words;
    this.uncaptured = uncaptured;
  }

  /** The same, but for so many frames that passed and were not captured. */
  public Access without(long frames) {
    return frames == 0 ? this : new Access(code, words, frames);
  }

  /** What it means that so many frames passed and were not captured. */
  public static String uncaptured(long frames) {
    return frames
        + (frames == 1 ? " frame" : " frames")
        + " that came faster than the capture could take them: what counts as lost may be among"
        + " them";
  }

  /**
   * The same for programs.
   *
   * @param how {@code icmp-sockets}, {@code udp-sockets}, {@code neighbor-table}, {@code
   *     kernel-tcp} or {@code capture}
   * @param notSeen what that cannot show
   * @param uncaptured frames that passed and were not captured; left out where there were none
   */
  @Json
  public record Summary(String how, List<String> notSeen, Long uncaptured) {}

  /** Whether all that passes the interface can be seen. */
  public boolean isWhole() {
    return code.equals(CAPTURE.code);
  }

  private boolean hidesNothing() {
    return isWhole() && uncaptured == 0;
  }

  /** In words. */
  String words() {
    return words;
  }

  /** What cannot be seen, each as a few words. */
  List<String> notSeen() {
    List<String> all = new ArrayList<>();
    if (uncaptured > 0) {
      all.add(uncaptured(uncaptured));
    }
    if (this == NEIGHBOR_TABLE) {
      all.add("frames and round trips");
      all.add("whether the station still has the address, and whether another has it too");
    } else if (this == KERNEL_TCP) {
      all.add("segments, with their numbers, flags and options as they were sent");
      all.add("both sides' states on the way");
    } else if (!isWhole()) {
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
  public Summary access() {
    return hidesNothing()
        ? null
        : new Summary(code, notSeen(), uncaptured == 0 ? null : Long.valueOf(uncaptured));
  }

  /** As lines of text; none where nothing is hidden. */
  public List<String> lines(Style style) {
    String seen = isWhole() ? "" : "seen by " + words + ", without CAP_NET_RAW; ";
    return hidesNothing()
        ? List.of()
        : Text.wrap(
            seen + "not seen: " + String.join("; ", notSeen()),
            Math.max(NARROWEST, Math.min(READABLE, style.width())));
  }

  /** As rows of a report; none where nothing is hidden. */
  public void rows(Sheet sheet) {
    if (!isWhole()) {
      sheet.row("Seen by", words + ": there is no CAP_NET_RAW here to capture with");
    }
    if (!hidesNothing()) {
      sheet.row("Not seen", String.join("; ", notSeen()));
    }
  }
}
