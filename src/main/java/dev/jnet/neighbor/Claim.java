package dev.jnet.neighbor;

import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MacAddress;

/**
 * A sign that another station has, or wants, an address.
 *
 * @param mac the other station
 * @param how whether the station answered, used the address, or probes for it too
 * @param ethernet the frame that shows it
 * @param at when the frame was captured, in ns on the link's clock
 */
public record Claim(MacAddress mac, Sighting.Kind how, Ethernet ethernet, long at) {
  static Claim of(Sighting sighting) {
    return new Claim(sighting.mac(), sighting.kind(), sighting.ethernet(), sighting.at());
  }
}
