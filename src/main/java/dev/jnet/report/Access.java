package dev.jnet.report;

import dev.jnet.probe.OtherWayBack;
import dev.jnet.probe.Tally;
import io.avaje.jsonb.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How packets were sent and seen, and what a report cannot know because of that.
 *
 * @param means what sent the packets and saw the answers
 * @param uncaptured how many frames passed but were not captured, at least 0
 * @param otherWaysBack the other interfaces by which replies came in
 * @param programs what programs on this machine get, where that differs from what probes get; empty
 *     where it does not, or where that is unknown
 * @param paused the time in ns in which jnet did not run, at least 0
 */
public record Access(
    Means means,
    long uncaptured,
    List<OtherWayBack> otherWaysBack,
    Optional<Programs> programs,
    long paused) {
  private static final String HINT = " (-v tells what that hides)";

  /** Frames were injected and captured, so that nothing is hidden. */
  public static final Access CAPTURE = new Access(Means.CAPTURE);

  /** The kernel's ICMP sockets sent and received. */
  public static final Access ICMP_SOCKETS = new Access(Means.ICMP_SOCKETS);

  /** The kernel's UDP sockets sent and received, because not even ICMP sockets are allowed. */
  public static final Access UDP_SOCKETS = new Access(Means.UDP_SOCKETS);

  /** The kernel's table of neighbors was read; no packet was sent. */
  public static final Access NEIGHBOR_TABLE = new Access(Means.NEIGHBOR_TABLE);

  /** The kernel's own TCP made the connection and reported its state. */
  public static final Access KERNEL_TCP = new Access(Means.KERNEL_TCP);

  private Access(Means means) {
    this(means, 0, List.of(), Optional.empty(), 0);
  }

  /** What sends and sees packets. */
  public enum Means {
    /** Injection and capture by libpcap. */
    CAPTURE("capture", ""),
    /** ICMP sockets and their error queue. */
    ICMP_SOCKETS("icmp-sockets", "the kernel's ICMP sockets and their error queue"),
    /** UDP sockets and their error queue. */
    UDP_SOCKETS("udp-sockets", "the kernel's UDP sockets and their error queue"),
    /** The kernel's table of neighbors. */
    NEIGHBOR_TABLE("neighbor-table", "the kernel's table of neighbors; nobody was asked"),
    /** The kernel's TCP, by {@code connect} and {@code TCP_INFO}. */
    KERNEL_TCP("kernel-tcp", "the kernel's own TCP, by connect and TCP_INFO");

    private static final List<String> HIDDEN_BY_SOCKETS =
        List.of(
            "frames and their MAC addresses",
            "damaged answers and messages that fit no probe (the kernel drops them)",
            "the IP header in what routers quote (TTL, type of service, DF)");

    private final String code;
    private final String words;

    Means(String code, String words) {
      this.code = code;
      this.words = words;
    }

    /** What these means cannot see, each in a few words. */
    private List<String> hidden() {
      return switch (this) {
        case CAPTURE -> List.of();
        case ICMP_SOCKETS -> HIDDEN_BY_SOCKETS;
        case UDP_SOCKETS -> {
          List<String> all = new ArrayList<>(HIDDEN_BY_SOCKETS);
          all.add("the ports and the checksum in what routers quote");
          all.add(
              "answers that targets withhold (most ration port unreachable, Linux to one a"
                  + " second)");
          yield all;
        }
        case NEIGHBOR_TABLE ->
            List.of(
                "frames and round trips",
                "whether the station still has the address, and whether another has it too");
        case KERNEL_TCP ->
            List.of(
                "segments, with their numbers, flags and options as they were sent",
                "both sides' states on the way");
      };
    }
  }

  /**
   * How packets were seen, for JSON documents.
   *
   * @param how {@code icmp-sockets}, {@code udp-sockets}, {@code neighbor-table}, {@code
   *     kernel-tcp} or {@code capture}
   * @param notSeen what these means cannot see
   * @param uncaptured how many frames passed but were not captured; left out when all were captured
   * @param otherReturnPaths the other interfaces by which replies came in; left out where none did
   * @param programs what programs on this machine get; left out where it is the same, or unknown
   * @param pausedMs the time in ms in which jnet did not run; left out where it always did
   */
  @Json
  public record Summary(
      String how,
      List<String> notSeen,
      Long uncaptured,
      List<WayBack> otherReturnPaths,
      Programs.Reached programs,
      Double pausedMs) {}

  /**
   * Another interface by which replies came in, as JSON documents hold it.
   *
   * @param replies how many
   * @param dropped whether this machine's kernel drops them there ({@code rp_filter})
   */
  @Json
  public record WayBack(
      @Json.Property("interface") String interfaceName, int replies, boolean dropped) {
    private static WayBack of(OtherWayBack other) {
      return new WayBack(other.interfaceName(), other.replies(), other.dropped());
    }
  }

  /** This access, with what a run could not capture, and by which interfaces its replies came. */
  public Access after(Tally tally) {
    return new Access(
        means,
        tally.uncaptured() == 0 ? uncaptured : tally.uncaptured(),
        tally.elsewhere().isEmpty() ? otherWaysBack : tally.elsewhere(),
        Programs.of(tally.programs()),
        paused + tally.paused());
  }

  /** A sentence about frames that passed but were not captured. */
  public static String uncaptured(long frames) {
    return frames
        + (frames == 1 ? " frame" : " frames")
        + " that came faster than the capture could take them: what counts as lost may be among"
        + " them";
  }

  /** A sentence about a time, in ns, in which this process did not run. */
  public static String paused(long nanos) {
    return "jnet did not run for "
        + Text.millis(nanos)
        + " ms (it was stopped, or this machine was suspended or too busy): that time is not the"
        + " network's, and counts for nothing";
  }

  /** Whether all frames at the interface can be seen. */
  public boolean isWhole() {
    return means == Means.CAPTURE;
  }

  private List<Programs.Note> notes() {
    return programs.map(Programs::notes).orElse(List.of());
  }

  private boolean hidesNothing() {
    return isWhole() && uncaptured == 0;
  }

  /** What cannot be seen, each in a few words. */
  private List<String> notSeen() {
    List<String> all = new ArrayList<>();
    if (uncaptured > 0) {
      all.add(uncaptured(uncaptured));
    }
    all.addAll(means.hidden());
    return all;
  }

  /** The access for a JSON document; {@code null}, which is left out, when nothing is hidden. */
  public Summary summary() {
    return hidesNothing() && otherWaysBack.isEmpty() && programs.isEmpty() && paused == 0
        ? null
        : new Summary(
            means.code,
            notSeen(),
            uncaptured == 0 ? null : Long.valueOf(uncaptured),
            otherWaysBack.isEmpty() ? null : otherWaysBack.stream().map(WayBack::of).toList(),
            programs.map(Programs::summary).orElse(null),
            paused == 0 ? null : Double.valueOf(JsonValues.millis(paused)));
  }

  /** The access as lines of text; none when nothing is hidden. */
  public List<String> lines(Style style) {
    int width = style.lineWidth();
    List<String> lines = new ArrayList<>();
    for (Programs.Note note : notes()) {
      lines.addAll(Text.wrap("This machine: " + note.words(), width));
      note.steps().forEach(step -> lines.addAll(List.of(step.purpose(), "  " + step.command())));
    }
    for (OtherWayBack other : otherWaysBack) {
      lines.addAll(Text.wrap(WaysBackText.of(other), width));
    }
    if (paused > 0) {
      lines.addAll(Text.wrap("Paused: " + paused(paused), width));
    }
    if (!hidesNothing()) {
      String seen = isWhole() ? "" : "seen by " + means.words + ", without CAP_NET_RAW";
      String hidden = hidden(style.verbose());
      String not = hidden.isEmpty() ? HINT : (seen.isEmpty() ? "" : "; ") + "not seen: " + hidden;
      lines.addAll(Text.wrap(seen + not, width));
    }
    return lines;
  }

  /** Writes the access as rows of a report; none when nothing is hidden. */
  public void rows(Sheet sheet) {
    for (Programs.Note note : notes()) {
      sheet.row("This machine", note.words());
      for (Programs.Step step : note.steps()) {
        sheet.row("", step.purpose());
        sheet.command(step.command());
      }
    }
    for (OtherWayBack other : otherWaysBack) {
      sheet.row("Way back", WaysBackText.of(other));
    }
    if (paused > 0) {
      sheet.row("Paused", paused(paused));
    }
    if (!isWhole()) {
      String hint = sheet.isVerbose() ? "" : HINT;
      sheet.row("Seen by", means.words + ", without CAP_NET_RAW" + hint);
    }
    String hidden = hidden(sheet.isVerbose());
    if (!hidden.isEmpty()) {
      sheet.row("Not seen", hidden);
    }
  }

  /**
   * What could not be seen, in words: the frames that were missed, and where a reader asks for more
   * also what these means never see.
   */
  private String hidden(boolean all) {
    return all ? String.join("; ", notSeen()) : uncaptured > 0 ? uncaptured(uncaptured) : "";
  }
}
