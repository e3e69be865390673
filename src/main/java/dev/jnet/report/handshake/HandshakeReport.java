package dev.jnet.report.handshake;

import dev.jnet.handshake.HandshakeResult;
import dev.jnet.handshake.HandshakeResult.Status;
import dev.jnet.handshake.Remark;
import dev.jnet.handshake.Step;
import dev.jnet.report.Arithmetic;
import dev.jnet.report.LadderDrawing;
import dev.jnet.report.ReplyLines;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.TcpWords;
import dev.jnet.report.Text;
import dev.jnet.report.handshake.HandshakeFindings.Client;
import dev.jnet.tcp.Ending;
import dev.jnet.tcp.OptionsInForce;
import dev.jnet.tcp.TcpState;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.Tcp;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalInt;

/** Connection attempts in words: the ladder of segments, and the sums behind the numbers in it. */
public final class HandshakeReport {
  private static final double BITS_PER_OCTET = 8;

  private final HandshakeFindings findings;
  private final Style style;
  private final Sheet sheet;

  private HandshakeReport(HandshakeFindings findings, Style style) {
    this.findings = findings;
    this.style = style;
    this.sheet = new Sheet(style);
  }

  /** The report: a ladder for one port, a line a port for several. */
  public static String text(HandshakeFindings findings, boolean absolute, Style style) {
    HandshakeReport report = new HandshakeReport(findings, style);
    if (findings.results().size() == 1) {
      report.one(findings.results().get(0), absolute);
    } else {
      report.several();
    }
    return report.sheet.toString();
  }

  /** The bare answer: a port's state; with several ports, the open ones, a line each. */
  public static String bare(HandshakeFindings findings) {
    if (findings.results().size() == 1) {
      return findings.results().get(0).status().word() + "\n";
    }
    StringBuilder ports = new StringBuilder();
    for (HandshakeResult result : findings.results()) {
      if (result.status() == Status.OPEN) {
        ports.append(result.port()).append('\n');
      }
    }
    return ports.toString();
  }

  private String who() {
    String address = Addresses.text(findings.question().target());
    return findings.name().equals(address) ? address : findings.name() + " (" + address + ")";
  }

  private String colored(Status status) {
    return switch (status) {
      case OPEN -> style.good(status.word());
      case CLOSED -> style.bad(status.word());
      case FILTERED, UNKNOWN -> style.warning(status.word());
    };
  }

  private void several() {
    Map<Status, Integer> counts = counts();
    int unlisted = 0;
    Status most = mostFrequent(counts);
    sheet.line(who() + ": " + Text.count(findings.results().size(), "port"));
    sheet.blank();
    for (HandshakeResult result : findings.results()) {
      // what nearly all ports are like needs no line each
      if (findings.results().size() > 20 && result.status() == most && most != Status.OPEN) {
        unlisted++;
      } else {
        sheet.line(
            "  "
                + Text.padLeft(Integer.toString(result.port()), 5)
                + "  "
                + colored(result.status())
                + Text.padRight("", 9 - result.status().word().length())
                + why(result));
      }
    }
    sheet.blank();
    StringBuilder sum = new StringBuilder();
    for (Map.Entry<Status, Integer> entry : counts.entrySet()) {
      sum.append(sum.length() > 0 ? ", " : "").append(entry.getValue()).append(' ');
      sum.append(entry.getKey().word());
    }
    sheet.row("Ports", sum + (unlisted > 0 ? " (" + most.word() + " ones not listed)" : ""));
    client();
    measured();
  }

  private Map<Status, Integer> counts() {
    Map<Status, Integer> counts = new EnumMap<>(Status.class);
    for (HandshakeResult result : findings.results()) {
      counts.merge(result.status(), 1, Integer::sum);
    }
    return counts;
  }

  private static Status mostFrequent(Map<Status, Integer> counts) {
    Status most = Status.UNKNOWN;
    for (Map.Entry<Status, Integer> entry : counts.entrySet()) {
      if (entry.getValue() > counts.getOrDefault(most, 0)) {
        most = entry.getKey();
      }
    }
    return most;
  }

  private void one(HandshakeResult result, boolean absolute) {
    sheet.line(
        who() + ", TCP port " + result.port() + ": " + colored(result.status()) + why(result));
    sheet.blank();
    new LadderDrawing(result.steps(), absolute, style).draw(sheet);
    sheet.blank();
    if (result.syn().isPresent()) {
      sheet.row("SYN", TcpWords.options(result.syn().get().options()));
    }
    if (result.synAck().isPresent()) {
      sheet.row("SYN-ACK", TcpWords.options(result.synAck().get().options()));
      sheet.blank();
      numbers(result.syn().orElseThrow(), result.synAck().get());
      sizes(result);
      window(result);
      closing(result);
    }
    for (Step step : result.steps()) {
      if (step.error().isPresent()) {
        sheet.row(
            "ICMP error", Addresses.text(step.from()) + ": " + TcpWords.error(step.error().get()));
      }
    }
    for (Remark remark : result.remarks()) {
      sheet.row("Note", RemarkWords.of(remark, result, findings.tally().uncaptured() == 0));
    }
    ReplyLines.add(result.reply(), sheet);
    client();
    fromHere();
    measured();
  }

  private String why(HandshakeResult result) {
    String after =
        result.roundTrip() >= 0 ? " after " + Text.millis(result.roundTrip()) + " ms" : "";
    return switch (result.status()) {
      case OPEN -> " (SYN-ACK" + after + ")";
      case CLOSED -> " (RST" + after + ": nobody listens there)";
      case FILTERED ->
          result.error().isPresent()
              ? " ("
                  + Addresses.text(result.error().get().from())
                  + " says: "
                  + result.error().get().error().inWords()
                  + ")"
              : result.complaint().isPresent()
                  ? " (the kernel says: " + result.complaint().get() + ")"
                  : result.steps().isEmpty()
                      ? " (no SYN left this machine: its own firewall drops them)"
                      : " (silence after "
                          + Text.count(result.steps().size(), "SYN")
                          + ": a firewall drops them or the answers, or the host is down)";
      case UNKNOWN -> " (stopped before an answer came)";
    };
  }

  private void numbers(Tcp syn, Tcp synAck) {
    sheet.row(
        "Our ISN",
        syn.sequence()
            + "; the SYN itself takes one number, so the SYN-ACK acknowledges "
            + syn.sequence()
            + " + 1 = "
            + synAck.acknowledgment()
            + ", the number of our first byte of data");
    sheet.row(
        "Their ISN",
        synAck.sequence()
            + ", acknowledged with + 1 = "
            + ((synAck.sequence() + 1) & 0xffff_ffffL));
    sheet.row("SYN header", TcpWords.headerSum(syn));
    sheet.row("SYN-ACK header", TcpWords.headerSum(synAck));
  }

  private void sizes(HandshakeResult result) {
    Arithmetic here =
        new Arithmetic(
            Addresses.version(findings.question().target()), findings.question().hop().mtu());
    int headers = here.ipHeader() + Arithmetic.TCP_HEADER;
    String minus = " " + style.minus() + " ";
    int announced = result.syn().orElseThrow().maximumSegmentSize().orElse(0);
    String ours =
        announced == here.mss()
            ? here.mtu()
                + " ("
                + findings.question().hop().interfaceName()
                + ")"
                + minus
                + here.ipHeader()
                + " "
                + here.ipName()
                + minus
                + Arithmetic.TCP_HEADER
                + " TCP = "
                + announced
            : announced
                + (findings.client() == Client.KERNEL
                    ? ": the kernel's choice; the interface's MTU would allow " + here.mss()
                    : "");
    sheet.row("Our MSS", ours);
    OptionsInForce options = result.options();
    OptionalInt theirs = options.theirMss();
    sheet.row(
        "Their MSS",
        theirs.isPresent()
            ? theirs.getAsInt()
                + ": they receive packets of "
                + theirs.getAsInt()
                + " + "
                + headers
                + " = "
                + (theirs.getAsInt() + headers)
                + " bytes, or a router on the way has made it that"
            : "none announced: "
                + findings.question().settings().defaultMss()
                + " counts (RFC 9293 section 3.7.1)");
    int least =
        Math.min(
            theirs.orElse(findings.question().settings().defaultMss()),
            findings.question().settings().sendMss());
    sheet.row(
        "Segment",
        least
            + (options.timestamps()
                ? minus + OptionsInForce.TIMESTAMPS_LENGTH + " timestamps"
                : ", no options in every segment,")
            + " = "
            + result.effectiveMss()
            + " bytes of data in each of ours");
    path(least, headers);
  }

  /** What is known of the path without measuring it. */
  private void path(int mss, int headers) {
    int mtu = findings.kernelMtu();
    sheet.row(
        "Path MTU",
        mtu == 0
            ? "not measured here; packets of "
                + mss
                + " + "
                + headers
                + " = "
                + (mss + headers)
                + " bytes must get through: jnet mss tells whether they do"
            : mtu
                + " by the kernel's cache: "
                + (mss + headers <= mtu
                    ? "packets of " + (mss + headers) + " bytes fit"
                    : "room for an MSS of " + (mtu - headers) + ", and not for " + mss));
  }

  private void window(HandshakeResult result) {
    int window = result.synAck().orElseThrow().window();
    long bytes = window; // the window of a SYN is never scaled
    String what = window + " bytes in the SYN-ACK, never scaled there";
    for (Step step : result.steps()) {
      boolean counts = !step.outgoing() && step.tcp().isPresent();
      if (counts && !step.tcp().get().has(Tcp.SYN) && !step.tcp().get().has(Tcp.RST)) {
        int shift = result.options().theirShift();
        bytes = (long) step.tcp().get().window() << shift;
        what = step.tcp().get().window() + " x 2^" + shift + " = " + bytes + " bytes";
      }
    }
    String rate =
        result.roundTrip() > 0
            ? "; in a round trip of "
                + Text.millis(result.roundTrip())
                + " ms that allows "
                + rate(bytes * BITS_PER_OCTET * 1e9 / result.roundTrip())
            : "";
    sheet.row("Their window", what + rate);
  }

  private static String rate(double bitsPerSecond) {
    if (bitsPerSecond >= 1e9) {
      return Math.round(bitsPerSecond / 1e8) / 10.0 + " Gbit/s";
    }
    return bitsPerSecond >= 1e6
        ? Math.round(bitsPerSecond / 1e5) / 10.0 + " Mbit/s"
        : Math.round(bitsPerSecond / 1e2) / 10.0 + " kbit/s";
  }

  private void closing(HandshakeResult result) {
    TcpState last = result.steps().get(result.steps().size() - 1).ours();
    if (last == TcpState.TIME_WAIT) {
      sheet.row(
          "TIME_WAIT",
          "2 x MSL: 60 s in Linux, 240 s by RFC 9293, so that no old segment meets a new"
              + " connection; "
              + (findings.client() == Client.KERNEL
                  ? "the kernel keeps port " + findings.question().localPort() + " in it meanwhile"
                  : "jnet does not wait for its end"));
    } else if (findings.question().halfOpen() && result.ending() == Ending.ABORTED) {
      sheet.row("Half open", "reset before the handshake was complete: no application saw it");
    }
  }

  /** Whose segments these are, and how the states are known. */
  private void client() {
    if (!findings.why().isEmpty()) {
      sheet.row("Not by jnet", findings.why());
    }
    if (findings.client() == Client.KERNEL) {
      sheet.row(
          "Made by",
          "this machine's kernel, watched where its frames leave and arrive; both sides' states"
              + " are told from the segments");
    }
  }

  private void fromHere() {
    sheet.row(
        "From here",
        findings.question().hop().interfaceName()
            + ", MTU "
            + findings.question().hop().mtu()
            + ", "
            + Addresses.text(findings.question().hop().source())
            + ", port "
            + findings.question().localPort());
  }

  private void measured() {
    findings.seen().rows(sheet);
    sheet.row(
        "Measured",
        Text.count(findings.tally().sent(), "segment")
            + " sent, "
            + findings.tally().received()
            + " received, "
            + Text.millis(findings.elapsed())
            + " ms");
  }
}
