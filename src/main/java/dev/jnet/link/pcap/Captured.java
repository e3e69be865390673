package dev.jnet.link.pcap;

/**
 * A frame as libpcap captured it.
 *
 * @param bytes the frame, cut off at the snap length
 * @param length the length of the whole frame in bytes
 * @param stamp when the kernel saw it, in ns since 1970 by the wall clock
 */
record Captured(byte[] bytes, int length, long stamp) {}
