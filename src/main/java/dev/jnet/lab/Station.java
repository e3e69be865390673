package dev.jnet.lab;

import dev.jnet.wire.MacAddress;

/** A machine at the end of a cable. */
interface Station {
  /** The machine's hardware address. */
  MacAddress mac();

  /** Takes a packet that has arrived over a cable. */
  void arrive(Datagram datagram, CableDirection over);
}
