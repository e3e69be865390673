package dev.jnet.lab;

import dev.jnet.wire.MacAddress;

/** Whatever is at the end of a cable. */
interface Station {
  /** Its hardware address. */
  MacAddress mac();

  /** A packet has come. */
  void arrive(Datagram datagram, CableDirection over);
}
