import { safeStorage } from 'electron';
import type { Vault } from './secret-store.ts';

/** Names that Electron gives to having no keyring: a key that is the same on every machine. */
const NO_KEYRING: readonly string[] = ['basic_text', 'unknown'];

/** The key chain of macOS, DPAPI of Windows, or the keyring of a Linux desktop. */
export const SYSTEM_VAULT: Vault = {
  isSafe() {
    if (!safeStorage.isEncryptionAvailable()) return false;
    if (process.platform !== 'linux') return true;
    return !NO_KEYRING.includes(safeStorage.getSelectedStorageBackend());
  },
  seal: (plain) => safeStorage.encryptString(plain),
  open: (sealed) => safeStorage.decryptString(sealed),
};
