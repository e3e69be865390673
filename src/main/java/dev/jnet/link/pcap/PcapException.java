package dev.jnet.link.pcap;

import java.io.IOException;

/** A function of libpcap has failed; the message is what {@code pcap_geterr(3PCAP)} says. */
final class PcapException extends IOException {
  private static final long serialVersionUID = 1L;

  private final int status;

  PcapException(int status, String message) {
    super(message);
    this.status = status;
  }

  /** What the function returned: one of libpcap's {@code PCAP_ERROR} numbers, below 0. */
  public int status() {
    return status;
  }
}
