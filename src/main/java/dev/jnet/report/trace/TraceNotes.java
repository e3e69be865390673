package dev.jnet.report.trace;

import dev.jnet.probe.Via;
import dev.jnet.report.Plain;
import dev.jnet.report.Style;
import dev.jnet.report.Text;
import dev.jnet.trace.Change;
import dev.jnet.trace.Hop;
import dev.jnet.trace.HopAnswer;
import dev.jnet.trace.TraceResult;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpExtension;
import dev.jnet.wire.IcmpExtension.InterfaceInformation;
import dev.jnet.wire.IcmpExtension.LabelStack;
import java.util.ArrayList;
import java.util.List;

/** What is to be said in words about hops. */
final class TraceNotes {
  /** Routers by which the ways there and back may differ before it is worth a word. */
  private static final int DEFAULT_DIFFERENCE = 1;

  private TraceNotes() {}

  /** What is to be said about one hop. */
  static List<String> ofHop(Hop hop, TraceFindings findings) {
    TraceResult result = findings.result();
    List<String> notes = new ArrayList<>();
    for (HopAnswer answer : hop.answers()) {
      if (answer.kind() == HopAnswer.Kind.REFUSAL) {
        add(notes, "says: " + answer.words());
      }
      for (IcmpExtension extension : answer.extensions()) {
        add(notes, inWords(extension));
      }
      int back = answer.routersBack() + 1;
      if (Math.abs(back - hop.ttl()) > DEFAULT_DIFFERENCE) {
        add(
            notes,
            "way back of " + Text.count(back, "hop") + ", by its TTL of " + answer.hopLimit());
      }
    }
    for (Change change : news(hop, result)) {
      add(notes, inWords(change));
    }
    if (hop.loss() == Hop.Loss.OWN && findings.tally().uncaptured() == 0) {
      add(notes, "limits its answers: what it drops of them does not persist to later hops");
    }
    return notes;
  }

  private static void add(List<String> notes, String note) {
    if (!notes.contains(note)) {
      notes.add(note);
    }
  }

  /** What this hop shows changed, and no hop before it did. */
  private static List<Change> news(Hop hop, TraceResult result) {
    List<Change> news = new ArrayList<>();
    for (HopAnswer answer : hop.answers()) {
      for (Change change : answer.changes()) {
        if (!shownBefore(change, hop, result)) {
          news.add(change);
        }
      }
    }
    return news;
  }

  private static boolean shownBefore(Change change, Hop hop, TraceResult result) {
    for (Hop earlier : result.hops()) {
      if (earlier.ttl() < hop.ttl() && change.field() != Change.Field.TTL) {
        for (HopAnswer answer : earlier.answers()) {
          for (Change other : answer.changes()) {
            if (alike(change, other)) {
              return true;
            }
          }
        }
      }
    }
    return false;
  }

  /** Random fields differ anew in each probe: that they differ at all is what counts. */
  private static boolean alike(Change one, Change other) {
    return one.field() == other.field()
        && ((one.quoted() == other.quoted() && one.source().equals(other.source()))
            || one.field() == Change.Field.IDENTIFICATION
            || one.field() == Change.Field.CHECKSUM);
  }

  private static String inWords(Change change) {
    String sent = Long.toString(change.sent());
    String quoted = Long.toString(change.quoted());
    return switch (change.field()) {
      case TTL -> "the TTL there was " + quoted + " instead of 1: it is not lowered on the way";
      case TRAFFIC_CLASS -> "type of service changed before: " + sent + " became " + quoted;
      case IDENTIFICATION -> "identification changed before: rewritten on the way";
      case DONT_FRAGMENT -> "DF changed before: " + sent + " became " + quoted;
      case CHECKSUM -> "checksum changed before: addresses or ports are translated (NAT)";
      case SOURCE ->
          "source address translated before (NAT): it came from "
              + change.source().map(Addresses::text).orElse("elsewhere");
      case MSS ->
          change.quoted() < 0
              ? "the MSS option of " + sent + " was taken away before"
              : "MSS rewritten before: " + sent + " became " + quoted;
    };
  }

  private static String inWords(IcmpExtension extension) {
    if (extension instanceof LabelStack stack) {
      StringBuilder words = new StringBuilder("MPLS");
      for (LabelStack.Label label : stack.labels()) {
        words.append(" label ").append(label.value());
        words.append(" (TC ").append(label.trafficClass());
        words.append(", TTL ").append(label.ttl()).append(')');
      }
      return words.toString();
    }
    if (extension instanceof InterfaceInformation each) {
      return inWords(each);
    }
    IcmpExtension.Other other = (IcmpExtension.Other) extension;
    return "ICMP extension of class " + other.classNumber() + ", type " + other.type();
  }

  private static String inWords(InterfaceInformation each) {
    StringBuilder words =
        new StringBuilder(
            switch (each.role()) {
              case INCOMING -> "came in by";
              case INCOMING_SUB_IP -> "came in beneath IP by";
              case OUTGOING -> "would leave by";
              case NEXT_HOP -> "would go on to";
            });
    each.name().ifPresent(name -> words.append(' ').append(Plain.line(name)));
    each.index().ifPresent(index -> words.append(" ifIndex ").append(index));
    each.address().ifPresent(address -> words.append(' ').append(Addresses.text(address)));
    each.mtu().ifPresent(mtu -> words.append(" MTU ").append(mtu));
    return words.toString();
  }

  /** What is to be said about the whole. */
  static List<String> of(TraceFindings findings, Style style) {
    List<String> notes = new ArrayList<>();
    if (findings.tally().uncaptured() > 0) {
      return notes; // what is missing may have come
    }
    TraceResult result = findings.result();
    boolean persists = false;
    for (Hop hop : result.hops()) {
      if (hop.loss() == Hop.Loss.PERSISTS && !persists && hop.missing() > 0) {
        persists = true;
        boolean last = hop.ttl() == result.hops().get(result.hops().size() - 1).ttl();
        if (last && result.reached() && result.via().kind() == Via.Kind.UDP) {
          notes.add(
              "the target did not answer every datagram: lost packets, or rationed answers, as most"
                  + " machines have them");
          continue;
        }
        notes.add(
            "packets are lost at hop "
                + hop.ttl()
                + " or before it "
                + style.dash()
                + " later hops miss as many");
      }
    }
    return notes;
  }
}
