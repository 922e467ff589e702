import './tokens.css';
import './page.css';
import './motion.css';
import { openGlass } from './glass.tsx';
import { guardKeys } from './keys/guard.ts';
import { type Line, socketAddress } from './socket.ts';

guardKeys(window);

const glass = document.getElementById('glass');

if (glass)
  openGlass({
    glass,
    url: socketAddress(location.href),
    open(url) {
      const socket = new WebSocket(url);
      const line: Line = { onmessage: null, onclose: null, send: (text) => socket.send(text) };
      socket.onmessage = (event) => line.onmessage?.(event);
      socket.onclose = ({ code }) => line.onclose?.(code);
      return line;
    },
    after(milliseconds, task) {
      const timer = setTimeout(task, milliseconds);
      return () => clearTimeout(timer);
    },
    warn: (message) => console.warn(message),
    // Not every browser can speak.
    speech:
      'speechSynthesis' in window
        ? { synthesis: window.speechSynthesis, utterance: (text) => new SpeechSynthesisUtterance(text) }
        : undefined,
  });
