package dev.jnet.capture;

/**
 * A frame of a capture.
 *
 * @param number its place in the file, from 1
 * @param at when it was captured, in ns since 1970
 * @param linkType what it begins with: a number of libpcap's {@code DLT_} list
 * @param bytes the frame as far as it is known
 */
public record CapturedPacket(long number, long at, int linkType, byte[] bytes) {}
