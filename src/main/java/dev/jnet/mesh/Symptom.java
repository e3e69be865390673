package dev.jnet.mesh;

import java.util.EnumSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What can be wrong with a flow, so that flows with the same symptom may have one cause.
 *
 * @param kind what is wrong
 * @param bytes the largest packet that arrives, where the kind is about sizes; otherwise 0
 */
public record Symptom(Kind kind, int bytes) implements Comparable<Symptom> {
  /** The class that trains are marked with: DSCP EF and ECN ECT(0). */
  public static final int SENT_CLASS = 46 << 2 | 2;

  /** Fewer lost packets than this say nothing: a busy machine loses one, too. */
  private static final int MIN_LOST = 2;

  /** A size is too large only where loss takes all its packets less often than this. */
  private static final double MAX_CHANCE = 0.0001;

  /** What is wrong. */
  public enum Kind {
    /** Larger packets do not arrive, and no router reports them: a black hole. */
    BLACK_HOLE,
    /** Larger packets do not arrive, and a router reports them. */
    NARROW,
    /** A share of the packets does not arrive. */
    LOSS,
    /** DSCP or ECN change on the way. */
    CLASS_CHANGED,
    /** Packets arrive in pieces although they may not be split. */
    SPLIT,
    /** Nothing arrives. */
    UNREACHABLE
  }

  private static final Set<Kind> ABOUT_SIZES = EnumSet.of(Kind.BLACK_HOLE, Kind.NARROW);

  /** Whether a flow has a symptom. */
  enum Presence {
    BROKEN,
    HEALTHY,
    /** The flow says nothing about it. */
    UNKNOWN
  }

  /** The symptoms of a flow. */
  public static Set<Symptom> of(FlowResult flow) {
    Set<Symptom> all = new TreeSet<>();
    if (flow.pathMtu() == null) {
      all.add(new Symptom(Kind.UNREACHABLE, 0));
      return all;
    }
    if (flow.lostSize() != null && !isLostByChance(flow)) {
      all.add(new Symptom(sizeKind(flow), flow.pathMtu()));
    }
    if (flow.sent() - flow.arrived() >= MIN_LOST) {
      all.add(new Symptom(Kind.LOSS, 0));
    }
    if (flow.trafficClass() != null && flow.trafficClass() != SENT_CLASS) {
      all.add(new Symptom(Kind.CLASS_CHANGED, 0));
    }
    if (flow.split() > 0) {
      all.add(new Symptom(Kind.SPLIT, 0));
    }
    return all;
  }

  /** Whether the usual loss of the flow's packets may have taken all those of a size. */
  private static boolean isLostByChance(FlowResult flow) {
    double loss = flow.lossPercent() / 100;
    return flow.reportedBy() == null && Math.pow(loss, flow.triesInVain()) > MAX_CHANCE;
  }

  private static Kind sizeKind(FlowResult flow) {
    return flow.reportedBy() == null ? Kind.BLACK_HOLE : Kind.NARROW;
  }

  /** Whether a flow has this symptom, has it not, or cannot tell. */
  Presence in(FlowResult flow, int mtu) {
    if (of(flow).contains(this)) {
      return Presence.BROKEN;
    }
    if (kind == Kind.UNREACHABLE) {
      return Presence.HEALTHY;
    }
    if (flow.pathMtu() == null) {
      return Presence.UNKNOWN;
    }
    boolean healthy =
        switch (kind) {
          case BLACK_HOLE, NARROW -> flow.pathMtu() > bytes;
          case LOSS -> flow.sent() > 0 && flow.arrived() == flow.sent();
          case CLASS_CHANGED -> flow.trafficClass() != null;
          case SPLIT -> flow.pathMtu() == mtu;
          case UNREACHABLE -> true;
        };
    return healthy ? Presence.HEALTHY : Presence.UNKNOWN;
  }

  /** Whether it is about the sizes of packets. */
  public boolean isAboutSizes() {
    return ABOUT_SIZES.contains(kind);
  }

  @Override
  public int compareTo(Symptom other) {
    int byKind = kind.compareTo(other.kind);
    return byKind != 0 ? byKind : Integer.compare(bytes, other.bytes);
  }
}
