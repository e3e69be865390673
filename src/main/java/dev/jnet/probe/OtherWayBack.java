package dev.jnet.probe;

import dev.jnet.link.Frame;
import java.util.ArrayList;
import java.util.List;

/**
 * Replies to probes that came in by another interface than the probes had left by.
 *
 * @param interfaceName such as {@code eth1}
 * @param dropped whether this machine's kernel drops the replies there. Those that it drops are
 *     counted here and nowhere else, because no program would get them
 * @param replies how many, at least 1
 */
public record OtherWayBack(String interfaceName, boolean dropped, int replies) {
  /** What two runs saw, each interface once. */
  static List<OtherWayBack> sum(List<OtherWayBack> some, List<OtherWayBack> others) {
    List<OtherWayBack> all = new ArrayList<>(some);
    for (OtherWayBack other : others) {
      add(all, other);
    }
    return List.copyOf(all);
  }

  /** Counts a reply, if it came in by another interface. */
  public static void note(List<OtherWayBack> all, Frame reply) {
    if (reply.otherEntry().isPresent()) {
      Frame.OtherEntry entry = reply.otherEntry().get();
      add(all, new OtherWayBack(entry.interfaceName(), entry.dropped(), 1));
    }
  }

  private static void add(List<OtherWayBack> all, OtherWayBack more) {
    for (int i = 0; i < all.size(); i++) {
      OtherWayBack each = all.get(i);
      if (each.interfaceName.equals(more.interfaceName) && each.dropped == more.dropped) {
        all.set(i, new OtherWayBack(each.interfaceName, each.dropped, each.replies + more.replies));
        return;
      }
    }
    all.add(more);
  }
}
