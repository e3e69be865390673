/**
 * The loop in which every question runs: send what is due, receive until the next deadline, hand
 * over.
 *
 * <p>A {@link dev.jnet.probe.Diagnosis} is a pure state machine: it says which packets to send
 * next, and learns what came back and when. The {@link dev.jnet.probe.Prober} joins it to a link.
 * Each received frame is matched to the probe that it answers, or that its ICMP error quotes. A
 * frame that matches none is not believed. It is counted if it can only be meant for a probe.
 */
package dev.jnet.probe;
