package dev.jnet.finding;

import dev.jnet.finding.HopFinding.PacketRewritten;
import dev.jnet.finding.PathFinding.Unanswered;
import dev.jnet.finding.SegmentFinding.SegmentsFit;
import dev.jnet.finding.SegmentFinding.SegmentsSmall;
import dev.jnet.finding.SegmentFinding.SegmentsTooLarge;
import dev.jnet.finding.TargetFinding.AgreedSizeFits;
import dev.jnet.finding.TargetFinding.AgreedSizeTooLarge;
import dev.jnet.finding.TargetFinding.SegmentsClamped;
import dev.jnet.lab.Carried;
import dev.jnet.lab.RandomPath;
import dev.jnet.probe.Via;
import java.util.List;

/** What is true about the segments that a random path carries. */
record SegmentTruth(RandomPath path, int version) implements JudgeTest.Truth {
  private Carried carried() {
    return new Carried(path, version, Via.Kind.TCP);
  }

  private int headers() {
    return version == 4 ? 40 : 60;
  }

  /** Where a router clears DF, larger segments than a link carries arrive, in fragments. */
  private boolean isSplit() {
    return path.clearsDontFragment() && version == 4;
  }

  /** What is said of segments is that they arrive, whole or in fragments. */
  private boolean isRoom(int room) {
    int whole = carried().mtu() - headers();
    return room == whole || (isSplit() && room > whole);
  }

  private int mtu(int mss) {
    return mss + headers();
  }

  @Override
  public boolean isTrue(Finding finding) {
    if (finding instanceof SegmentsFit fit) {
      return isRoom(fit.mss());
    }
    if (finding instanceof SegmentsSmall small) {
      return isRoom(small.room());
    }
    if (finding instanceof SegmentsTooLarge large) {
      return isRoom(large.room())
          && (isSplit()
              || large.reported() != isSilent()
              || isUnreported(large)
              || mayBeALie(large));
    }
    if (finding instanceof AgreedSizeFits || finding instanceof AgreedSizeTooLarge) {
      return true; // both sizes are given
    }
    if (finding instanceof SegmentsClamped clamped) {
      return path.clamps(clamped.hop(), clamped.arrived());
    }
    if (finding instanceof PacketRewritten rewritten) {
      return path.clamps(rewritten.hop(), rewritten.change().quoted());
    }
    return !(finding instanceof Unanswered)
        || !path.answers(Via.Kind.TCP)
        || carried().mtu() < mtu(20);
  }

  /** A router that lies may by chance say what is true of another one. */
  private boolean mayBeALie(SegmentsTooLarge large) {
    return large.reported() && path.hasLiar();
  }

  private boolean isUnreported(SegmentsTooLarge large) {
    return !large.reported() && carried().mayDropSilently();
  }

  private boolean isSilent() {
    return carried().dropsSilently();
  }

  @Override
  public List<String> expected() {
    return List.of();
  }

  @Override
  public String toString() {
    return "truth "
        + carried().mtu()
        + " v"
        + version
        + (carried().dropsSilently() ? " silent" : " reported")
        + (path.clearsDontFragment() ? ", DF cleared" : "");
  }
}
