package dev.jnet.neighbor;

import dev.jnet.link.Frame;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Collects answers that came with the tag of another VLAN. They do not count, because the kernel
 * gives such frames to no program on this link.
 */
final class OtherVlans {
  /** A bound for memory. */
  private static final int MAX = 64;

  private final Predicate<InetAddress> asked;
  private final List<Sighting> answers = new ArrayList<>();

  /** Collects answers about the addresses that were asked for. */
  OtherVlans(Predicate<InetAddress> asked) {
    this.asked = asked;
  }

  /** Takes a frame that answers no question. */
  void overhear(Frame frame) {
    Optional<Sighting> sighting =
        Sighting.of(frame)
            .filter(seen -> seen.ethernet().isOfAnotherVlan())
            .filter(seen -> seen.kind() == Sighting.Kind.ANSWER && asked.test(seen.address()));
    if (sighting.isPresent() && answers.size() < MAX && !isKnown(sighting.get())) {
      answers.add(sighting.get());
    }
  }

  private boolean isKnown(Sighting sighting) {
    MacAddress mac = sighting.mac();
    return answers.stream()
        .anyMatch(each -> each.mac().equals(mac) && each.address().equals(sighting.address()));
  }

  List<Sighting> answers() {
    return List.copyOf(answers);
  }
}
