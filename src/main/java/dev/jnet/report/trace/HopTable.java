package dev.jnet.report.trace;

import dev.jnet.finding.HopFinding.Reached;
import dev.jnet.finding.Staircase;
import dev.jnet.report.Sheet;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.trace.Hop;
import dev.jnet.trace.HopAnswer;
import dev.jnet.wire.Addresses;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Writes the hops of a trace as a table: a line for each address, and notes below it. */
final class HopTable {
  private static final int MIN_WHO = 7;

  /** Columns besides the address: hop, loss, path MTU, three round trips. */
  private static final int BESIDES = 45;

  private static final int MTU = 10;

  private static final int TIME = 7;
  private static final String NOTE = "       ";

  private final TraceReportContent content;
  private final List<Hop> hops;
  private final Style style;
  private final Optional<Staircase> staircase;
  private final Sheet sheet;

  /** Whether names are written below their addresses, because there is no room beside them. */
  private final boolean namesBelow;

  /** Columns of the widest address, with its name if that is written beside it. */
  private final int width;

  /** The TTL of the last hop at which a router answered; 0 for none. */
  private final int lastRouter;

  private final boolean isTargetPerhapsNearer;

  /** Whether all of a hop stands below its address, because beside it there is no room. */
  private final boolean asList;

  HopTable(TraceReportContent content, Style style, Sheet sheet) {
    this.content = content;
    this.hops = content.result().hops();
    this.style = style;
    this.staircase = content.staircase(0);
    this.sheet = sheet;
    this.namesBelow = width(true) > style.width() - BESIDES;
    this.width = width(!namesBelow);
    this.asList = width > style.width() - BESIDES;
    this.lastRouter = hops.stream().filter(HopTable::hasRouter).mapToInt(Hop::ttl).max().orElse(0);
    this.isTargetPerhapsNearer =
        content.hopFindings().stream()
            .anyMatch(finding -> finding instanceof Reached reached && !reached.exact());
  }

  private static boolean hasRouter(Hop hop) {
    return hop.answers().stream().anyMatch(answer -> answer.kind().isRouter());
  }

  private int width(boolean named) {
    int widest = MIN_WHO;
    for (Hop hop : hops) {
      for (InetAddress address : hop.addresses()) {
        widest = Math.max(widest, who(address, named).length());
      }
    }
    return widest;
  }

  void write() {
    if (!asList) {
      titles();
    }
    for (Hop hop : hops) {
      if (hop.silent()) {
        silent(hop);
      } else {
        addresses(hop);
        notes(hop);
      }
    }
    content
        .result()
        .silentFrom()
        .ifPresent(
            from -> {
              if (from <= content.most()) {
                sheet.line(front(from == content.most() ? "" + from : span(from)) + "*");
              }
            });
  }

  private void titles() {
    sheet.line(
        style.strong(
            "  HOP  "
                + Text.padRight("ADDRESS", width)
                + "  LOSS"
                + (staircase.isPresent() ? Text.padLeft("PATH MTU", MTU) : "")
                + "  RTT in ms"));
  }

  private String span(int from) {
    return from + style.dash() + content.most();
  }

  private static String front(String ttl) {
    return "  " + Text.padLeft(ttl, 3) + "  ";
  }

  /** Where later hops answer: a target that is nearer than known may have been silent itself. */
  private String silence(Hop hop) {
    return hop.ttl() > lastRouter && isTargetPerhapsNearer
        ? "silent: a router, or the target itself"
        : "silent, but passes packets on";
  }

  private void silent(Hop hop) {
    String words = hop.loss() == Hop.Loss.OWN ? silence(hop) : "";
    if (asList) {
      sheet.line(front("" + hop.ttl()) + ("* " + words).strip());
      return;
    }
    sheet.line(
        (front("" + hop.ttl()) + Text.padRight("*", width) + "     " + mtu(hop) + "     " + words)
            .stripTrailing());
  }

  private void addresses(Hop hop) {
    boolean first = true;
    for (InetAddress address : hop.addresses()) {
      if (asList) {
        listed(hop, address, first);
        first = false;
        continue;
      }
      StringBuilder line = new StringBuilder(front(first ? "" + hop.ttl() : ""));
      line.append(Text.padRight(who(address, !namesBelow), width)).append("  ");
      if (first) {
        line.append(loss(hop)).append(mtu(hop));
      } else {
        line.append("    ").append(staircase.isPresent() ? Text.padLeft("", MTU) : "");
      }
      line.append(' ');
      for (HopAnswer answer : answers(hop, address)) {
        line.append(' ').append(Text.padLeft(Text.millis(answer.roundTrip()), TIME - 1));
      }
      sheet.line(line.toString());
      first = false;
      nameBelow(address);
    }
  }

  /** An address of a hop, and below it what the other columns say. */
  private void listed(Hop hop, InetAddress address, boolean first) {
    sheet.line(front(first ? "" + hop.ttl() : "") + Addresses.text(address));
    nameBelow(address);
    String times =
        answers(hop, address).stream()
            .map(answer -> Text.millis(answer.roundTrip()))
            .collect(Collectors.joining(" ", "round trips ", " ms"));
    if (first) {
      sheet.line(
          NOTE
              + "loss "
              + loss(hop).strip()
              + (staircase.isPresent() ? ", path MTU " + mtu(hop).strip() : ""));
    }
    sheet.line(NOTE + times);
  }

  private static List<HopAnswer> answers(Hop hop, InetAddress from) {
    return hop.answers().stream().filter(answer -> answer.from().equals(from)).toList();
  }

  private void nameBelow(InetAddress address) {
    if (namesBelow && name(address) != null) {
      sheet.line(NOTE + "(" + name(address) + ")");
    }
  }

  private void notes(Hop hop) {
    int room = style.lineWidth() - NOTE.length();
    for (String note : TraceNotes.ofHop(hop, content, style)) {
      Text.wrap(note, room).forEach(part -> sheet.line(NOTE + part));
    }
  }

  private String loss(Hop hop) {
    String percent = Text.padLeft(Math.round(hop.missing() * 100) + "%", 4);
    return switch (hop.loss()) {
      case NONE, OWN -> percent;
      case PERSISTS, UNKNOWN -> style.warning(percent);
    };
  }

  private String mtu(Hop hop) {
    return staircase
        .map(stairs -> Text.padLeft(TraceNodes.text(stairs.at(hop.ttl())), MTU))
        .orElse("");
  }

  private String who(InetAddress address, boolean named) {
    String name = named ? name(address) : null;
    return Addresses.text(address) + (name == null ? "" : " (" + name + ")");
  }

  /** The name of an address. For the target it may be the name that the user gave. */
  private String name(InetAddress address) {
    String name = content.names().of(address);
    boolean asked =
        address.equals(content.target()) && !content.name().equals(Addresses.text(address));
    return name == null && asked ? content.name() : name;
  }
}
