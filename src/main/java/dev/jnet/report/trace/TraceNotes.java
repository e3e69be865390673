package dev.jnet.report.trace;

import dev.jnet.finding.Finding;
import dev.jnet.finding.HopFinding;
import dev.jnet.finding.HopFinding.AnswersRationed;
import dev.jnet.finding.HopFinding.PacketRewritten;
import dev.jnet.finding.HopFinding.ReturnPathDiffers;
import dev.jnet.finding.PathFinding.BlackHole;
import dev.jnet.report.Plain;
import dev.jnet.report.Style;
import dev.jnet.report.finding.FindingText;
import dev.jnet.trace.Hop;
import dev.jnet.trace.HopAnswer;
import dev.jnet.wire.Addresses;
import dev.jnet.wire.IcmpExtension;
import dev.jnet.wire.IcmpExtension.InterfaceInformation;
import dev.jnet.wire.IcmpExtension.LabelStack;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Makes the notes about hops in words. */
final class TraceNotes {
  private static final Set<Class<? extends Finding>> ABOUT_ONE_HOP =
      Set.of(ReturnPathDiffers.class, PacketRewritten.class, AnswersRationed.class);

  private static final Set<HopAnswer.Kind> WHOSE_WORDS_COUNT =
      EnumSet.of(HopAnswer.Kind.REFUSAL, HopAnswer.Kind.MISTAKEN_ROUTER);

  private TraceNotes() {}

  /** The notes about one hop. */
  static List<String> ofHop(Hop hop, TraceReportContent content, Style style) {
    List<String> notes = new ArrayList<>();
    for (HopAnswer answer : hop.answers()) {
      if (WHOSE_WORDS_COUNT.contains(answer.kind())) {
        add(notes, "says: " + answer.words());
      }
      for (IcmpExtension extension : answer.extensions()) {
        add(notes, inWords(extension));
      }
    }
    for (Finding finding : content.hopFindings()) {
      if (ABOUT_ONE_HOP.contains(finding.getClass()) && ((HopFinding) finding).hop() == hop.ttl()) {
        add(notes, FindingText.of(finding, style));
      }
    }
    for (Finding finding : content.conclusions()) {
      if (finding instanceof BlackHole hole && isBehind(hole, hop)) {
        add(notes, style.bad(TraceReport.vanishing(hole) + " vanish behind it"));
      }
    }
    return notes;
  }

  private static boolean isBehind(BlackHole hole, Hop hop) {
    return hole.place()
        .filter(place -> place.hop() == hop.ttl() || place.address().equals(hop.address()))
        .isPresent();
  }

  private static void add(List<String> notes, String note) {
    if (!notes.contains(note)) {
      notes.add(note);
    }
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
}
