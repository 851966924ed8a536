// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {SignerCheck} from "../session/SignerCheck.sol";

/// @title Ownership
/// @notice Who owns an account, given as an ERC-7913 signer, and how that changes.
///
/// - A device key is a key that a page can use without asking anybody. It is no vault: an account that it owns is *confined*,
///   nothing leaves it, not even by that owner (see PlayerAccount). It hands the account over at once; then nothing leaves for
///   {DELAY}, in which the device key may take the account back. Nobody is handed an account as a device key.
/// - Every other change of owner waits {DELAY}, in which the owner may cancel it.
/// - Every change carries a signature by the new owner: no account goes to itself, to a bare verifier, half a key or an address
///   that nobody holds.
/// - Guardians, named by the owner and by nobody at birth, may replace a lost owner after {DELAY}; the owner may cancel. A
///   thief of the owner's key can cancel too: guardians help against loss, a change of owner against theft.
/// - Every change ends every session, and forgets the guardians.
abstract contract Ownership is EIP712 {
    /// @notice A change that waits.
    /// @param owner The next owner; empty: none waits.
    /// @param due Unix seconds; from then on anyone may finish it.
    struct PendingChange {
        bytes owner;
        uint48 due;
    }

    /// @notice After an account was handed over by a device key.
    /// @param owner The device key; empty: the account is not confined for that.
    /// @param until Unix seconds, inclusive: the last in which it may take the account back.
    struct FormerOwner {
        bytes owner;
        uint48 until;
    }

    /// @notice What stands of changes and of recovery.
    /// @param change What a signature for the next change names; see {_nextChange}.
    /// @param guardiansHash keccak256 of `abi.encode(guardians, threshold)`; zero: recovery is off.
    struct OwnershipState {
        bytes32 change;
        bytes32 guardiansHash;
        PendingChange pending;
        FormerOwner former;
    }

    /// @notice Seconds that changes wait, and that an account stays confined after it was handed over.
    uint48 public immutable DELAY;

    /// @notice The ERC-7913 verifier of device keys.
    address public immutable DEVICE_VERIFIER;

    // What is signed, as EIP-712 typed data in the account's own domain: by the next owner, by a device key, by guardians.
    // `change` is `OwnershipState.change`.
    bytes32 private constant OWN_TYPEHASH = keccak256("Own(address account,bytes owner,bytes32 change)");
    bytes32 private constant TAKE_BACK_TYPEHASH = keccak256("TakeBack(address account,bytes owner,bytes32 change)");
    bytes32 private constant RECOVER_TYPEHASH = keccak256("Recover(address account,bytes owner,bytes32 change)");

    /// @dev Empty until the owner changes; the first owner stands in the clone's code.
    bytes private _changedOwner;

    bytes32 private _change;
    bytes32 private _guardiansHash;
    PendingChange private _pending;
    FormerOwner private _former;

    event OwnerChanged(bytes indexed ownerHash, bytes owner);
    event OwnerChangeAsked(bytes indexed ownerHash, bytes owner, uint48 due);
    event OwnerChangeCancelled();
    event GuardiansChanged(bytes[] guardians, uint256 threshold);

    error OwnerMalformed(bytes seen);
    error OwnerProofInvalid(bytes owner);
    error OwnerChangeAbsent();
    error OwnerChangeNotDue(uint48 due, uint256 seenTime);
    error OwnerChangeBlocked(uint48 until);
    error FormerOwnerAbsent();
    error FormerOwnerTooLate(uint48 until, uint256 seenTime);
    error GuardiansMalformed(uint256 guardians, uint256 threshold);
    error GuardiansUnknown(bytes32 seen, bytes32 allowed);
    error GuardianProofInvalid(uint256 index);
    error GuardianProofCount(uint256 seen, uint256 threshold);
    error DelayInvalid(uint48 seen);

    /// @param delay Seconds.
    /// @param deviceVerifier The ERC-7913 verifier of device keys.
    constructor(uint48 delay, address deviceVerifier) {
        require(delay != 0, DelayInvalid(delay));
        DELAY = delay;
        DEVICE_VERIFIER = deviceVerifier;
    }

    modifier onlyOwner() {
        _checkOwner();
        _;
    }

    /// @dev Of the account: reverts when it is not the owner who acts.
    function _checkOwner() internal view virtual;

    /// @dev Of the account: called after each change.
    function _afterOwnerChange() internal virtual;

    // ---------------------------------------------------------------- reading

    /// @notice The owner as an ERC-7913 signer: 20 bytes of an address, or verifier || key.
    function owner() public view returns (bytes memory) {
        bytes memory changed = _changedOwner;
        return changed.length == 0 ? Clones.fetchCloneArgs(address(this)) : changed;
    }

    /// @notice What stands of changes and of recovery.
    function ownership() external view returns (OwnershipState memory) {
        return OwnershipState(_change, _guardiansHash, _pending, _former);
    }

    /// @notice Whether nothing may leave the account. After {DELAY} it says so until {release} was called: it may not read the clock.
    function isConfined() public view returns (bool) {
        return _isDeviceKey(owner()) || _former.until != 0;
    }

    // ---------------------------------------------------------------- changing

    /// @notice Hands the account over: at once from a device key, after {DELAY} from any other owner.
    /// @param newOwner ERC-7913 signer; not a device key.
    /// @param proof Signature of the new owner over `Own`.
    function changeOwner(bytes calldata newOwner, bytes calldata proof) external onlyOwner {
        require(_former.until == 0, OwnerChangeBlocked(_former.until));
        _requireProven(newOwner, proof);
        bytes memory before = owner();
        if (!_isDeviceKey(before)) return _ask(newOwner);
        _former = FormerOwner(before, uint48(block.timestamp) + DELAY);
        _setOwner(newOwner);
    }

    /// @notice Takes back an account that a device key has handed over. Anyone may send it.
    /// @param signature Of the device key over `TakeBack`.
    function takeBack(bytes calldata signature) external {
        FormerOwner memory former = _former;
        require(former.until != 0, FormerOwnerAbsent());
        require(block.timestamp <= former.until, FormerOwnerTooLate(former.until, block.timestamp));
        require(
            SignerCheck.isValidSignature(former.owner, _digest(TAKE_BACK_TYPEHASH, former.owner), signature),
            OwnerProofInvalid(former.owner)
        );
        delete _former;
        _setOwner(former.owner);
    }

    /// @notice Ends the confinement after the account was handed over, once {DELAY} is over. Anyone may send it.
    function release() external {
        uint48 until = _former.until;
        require(until != 0, FormerOwnerAbsent());
        require(block.timestamp > until, OwnerChangeNotDue(until, block.timestamp));
        delete _former;
    }

    /// @notice Makes a change that has waited long enough. Anyone may send it.
    function finishChange() external {
        PendingChange memory pending = _pending;
        require(pending.due != 0, OwnerChangeAbsent());
        require(block.timestamp >= pending.due, OwnerChangeNotDue(pending.due, block.timestamp));
        _setOwner(pending.owner);
    }

    /// @notice Withdraws a change that waits, whoever asked for it, and makes signatures for it worthless.
    function cancelChange() public onlyOwner {
        require(_pending.due != 0, OwnerChangeAbsent());
        delete _pending;
        _nextChange();
        emit OwnerChangeCancelled();
    }

    // ---------------------------------------------------------------- recovery

    /// @notice Names who may replace a lost owner. None turns recovery off. What those before them signed is worthless, and a change
    /// that waits, which they may have asked for, is cancelled.
    /// @param guardians ERC-7913 signers.
    /// @param threshold How many of them must agree.
    function setGuardians(bytes[] calldata guardians, uint256 threshold) external onlyOwner {
        bool isOff = guardians.length == 0 && threshold == 0;
        require(
            isOff || (threshold != 0 && threshold <= guardians.length), GuardiansMalformed(guardians.length, threshold)
        );
        for (uint256 i = 0; i < guardians.length; ++i) {
            require(_mayHold(guardians[i]), OwnerMalformed(guardians[i]));
            // In ascending order, so that nobody counts twice.
            require(
                i == 0 || keccak256(guardians[i - 1]) < keccak256(guardians[i]),
                GuardiansMalformed(guardians.length, threshold)
            );
        }
        _guardiansHash = isOff ? bytes32(0) : keccak256(abi.encode(guardians, threshold));
        emit GuardiansChanged(guardians, threshold);
        if (_pending.due != 0) cancelChange();
        else _nextChange();
    }

    /// @notice Asks, as guardians, for another owner. Anyone may send it.
    /// @param guardians As the owner named them.
    /// @param threshold As the owner named it.
    /// @param newOwner ERC-7913 signer; not a device key.
    /// @param proof Signature of the new owner over `Own`.
    /// @param signatures One for each guardian, in their order, over `Recover`; empty for those who did not sign.
    function recover(
        bytes[] calldata guardians,
        uint256 threshold,
        bytes calldata newOwner,
        bytes calldata proof,
        bytes[] calldata signatures
    ) external {
        bytes32 seen = keccak256(abi.encode(guardians, threshold));
        require(_guardiansHash != 0 && seen == _guardiansHash, GuardiansUnknown(seen, _guardiansHash));
        _requireProven(newOwner, proof);
        bytes32 digest = _digest(RECOVER_TYPEHASH, newOwner);
        uint256 count;
        for (uint256 i = 0; i < signatures.length; ++i) {
            if (signatures[i].length == 0) continue;
            require(SignerCheck.isValidSignature(guardians[i], digest, signatures[i]), GuardianProofInvalid(i));
            ++count;
        }
        require(count >= threshold, GuardianProofCount(count, threshold));
        _ask(newOwner);
    }

    // ---------------------------------------------------------------- inside

    function _digest(bytes32 typehash, bytes memory newOwner) private view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(typehash, address(this), keccak256(newOwner), _change)));
    }

    function _isDeviceKey(bytes memory signer) internal view returns (bool) {
        return signer.length > 20 && address(bytes20(signer)) == DEVICE_VERIFIER;
    }

    /// @dev A verifier must have code: the identity precompile, asked as one, says yes to everything.
    function _mayHold(bytes calldata signer) private view returns (bool) {
        return SignerCheck.isWellFormed(signer) && (signer.length == 20 || address(bytes20(signer)).code.length != 0);
    }

    function _requireProven(bytes calldata newOwner, bytes calldata proof) private view {
        bool isItself = address(bytes20(newOwner)) == address(this);
        require(_mayHold(newOwner) && !_isDeviceKey(newOwner) && !isItself, OwnerMalformed(newOwner));
        require(
            SignerCheck.isValidSignature(newOwner, _digest(OWN_TYPEHASH, newOwner), proof), OwnerProofInvalid(newOwner)
        );
    }

    /// @dev Nobody knows the name of a change before the one before it was made: a script that had a device key for a moment
    /// cannot sign ahead to take back an account, or to be handed it, later.
    function _nextChange() private {
        _change = keccak256(abi.encode(_change, blockhash(block.number - 1)));
    }

    function _ask(bytes calldata newOwner) private {
        _nextChange();
        _pending = PendingChange(newOwner, uint48(block.timestamp) + DELAY);
        emit OwnerChangeAsked(newOwner, newOwner, _pending.due);
    }

    function _setOwner(bytes memory newOwner) private {
        _nextChange();
        delete _pending;
        _changedOwner = newOwner;
        if (_guardiansHash != 0) _guardiansHash = 0;
        emit OwnerChanged(newOwner, newOwner);
        _afterOwnerChange();
    }
}
