package dev.jnet.link;

/**
 * A frame as the kernel captured it.
 *
 * @param bytes the frame, cut off at the snap length
 * @param length the length of the whole frame in bytes
 * @param stamp when the kernel saw it, in ns since 1970 by the wall clock
 */
public record Captured(byte[] bytes, int length, long stamp) {}
