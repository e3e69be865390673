/**
 * What happened in a capture: conversations followed by the rules of TCP, as {@link
 * dev.jnet.capture.CaptureAnalysis} hears of one packet after another. It has no clock and reads no
 * file. What it remembers is bounded, and what it leaves out is counted.
 */
package dev.jnet.capture;
