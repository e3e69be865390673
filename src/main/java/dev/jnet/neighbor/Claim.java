package dev.jnet.neighbor;

import dev.jnet.wire.Ethernet;
import dev.jnet.wire.MacAddress;

/**
 * A sign that another station has, or wants, an address.
 *
 * @param mac the other station
 * @param how whether it answered, spoke with the address, or asks for it as we do
 * @param ethernet the frame that shows it
 * @param at ns on the link's clock
 */
public record Claim(MacAddress mac, Sighting.Kind how, Ethernet ethernet, long at) {
  static Claim of(Sighting sighting) {
    return new Claim(sighting.mac(), sighting.kind(), sighting.ethernet(), sighting.at());
  }
}
