package dev.jnet.neighbor;

import dev.jnet.link.Frame;
import dev.jnet.probe.Reply;
import dev.jnet.wire.MacAddress;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects the stations that claim one address. Each station is noted once. */
final class AddressClaims {
  /** A bound for memory: more stations than this with one address are a flood of forged frames. */
  private static final int MAX = 64;

  private final InetAddress address;
  private final MacAddress own;
  private final List<Claim> claims = new ArrayList<>();

  AddressClaims(NeighborQuestion question) {
    this.address = question.target();
    this.own = question.sourceMac();
  }

  void accept(Reply reply) {
    if (reply instanceof Reply.Neighbor neighbor) {
      add(
          new Claim(
              neighbor.mac(), Sighting.Kind.ANSWER, neighbor.ethernet(), neighbor.timing().at()));
    }
  }

  /**
   * Takes a frame that was captured. Any ARP packet from the address is a conflict, and so is
   * another station's probe for it (RFC 5227 section 2.1.1).
   */
  void overhear(Frame frame) {
    Optional<Sighting> sighting =
        Sighting.of(frame).filter(seen -> !seen.ethernet().isOfAnotherVlan());
    if (sighting.isPresent() && sighting.get().address().equals(address)) {
      add(Claim.of(sighting.get()));
    }
  }

  private void add(Claim claim) {
    if (claim.mac().equals(own) || claims.size() == MAX) {
      return;
    }
    for (Claim earlier : claims) {
      if (earlier.mac().equals(claim.mac())) {
        return;
      }
    }
    claims.add(claim);
  }

  boolean isEmpty() {
    return claims.isEmpty();
  }

  List<Claim> all() {
    return List.copyOf(claims);
  }
}
