// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {ISessionValidator} from "../session/ISessionValidator.sol";
import {SignerCheck} from "../session/SignerCheck.sol";

/// @title Ownership
/// @notice Who owns an account, given as an ERC-7913 signer, and how the owner changes.
/// - A device key is a key that a page can use without asking anybody, so an account owned by one is *confined*: nothing leaves
///   it, not even by order of its owner (see PlayerAccount). A device key hands the account over at once. Then nothing leaves for
///   {DELAY}, during which the device key may take the account back. An account cannot be handed over to a device key.
/// - Every other change of owner waits {DELAY}, during which the owner may cancel it.
/// - Every change needs a signature by the new owner, so an account cannot go to itself, to a bare verifier, to half a key or to
///   an address that nobody controls. A change ends every session and removes the guardians.
/// - Guardians may replace a lost owner after {DELAY}; the owner may cancel. A thief of the owner's key can cancel too: guardians
///   help against loss, a change of owner helps against theft.
///   help against loss, a change of owner against theft.
abstract contract Ownership is EIP712 {
    /// @notice A pending change, if `due` is not zero: the Unix second from which anyone may finish it.
    struct PendingChange {
        bytes owner;
        uint48 due;
    }

    /// @notice The device key that handed the account over, if `until` is not zero: the last Unix second in which it may take it back.
    struct FormerOwner {
        bytes owner;
        uint48 until;
    }

    /// @notice The state of changes and of recovery.
    /// @param change Identifies the next change; a signature for it must name this.
    /// @param guardiansHash keccak256 of `abi.encode(guardians, threshold)`; zero: recovery is off.
    struct OwnershipState {
        bytes32 change;
        bytes32 guardiansHash;
        PendingChange pending;
        FormerOwner former;
    }

    /// @notice How many seconds a change waits, and how long an account stays confined after it was handed over.
    uint48 public immutable DELAY;

    /// @notice The ERC-7913 verifier of device keys.
    address public immutable DEVICE_VERIFIER;

    // EIP-712 typed data in the account's own domain, signed by the next owner, by a device key, and by guardians.
    bytes32 private constant OWN_TYPEHASH = keccak256("Own(address account,bytes owner,bytes32 change)");
    bytes32 private constant TAKE_BACK_TYPEHASH = keccak256("TakeBack(address account,bytes owner,bytes32 change)");
    bytes32 private constant RECOVER_TYPEHASH = keccak256("Recover(address account,bytes owner,bytes32 change)");

    /// @notice The session module that every account has from the start.
    ISessionValidator public immutable SESSION_VALIDATOR;

    /// @dev Empty until the owner changes; the first owner is part of the clone's code.
    bytes private _changedOwner;
    OwnershipState private _state;

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

    constructor(uint48 delay, address deviceVerifier, ISessionValidator sessionValidator) {
        require(delay != 0, DelayInvalid(delay));
        DELAY = delay;
        DEVICE_VERIFIER = deviceVerifier;
        SESSION_VALIDATOR = sessionValidator;
    }

    modifier onlyOwner() {
        _checkOwner();
        _;
    }

    /// @dev Implemented by the account: reverts unless the owner acts.
    function _checkOwner() internal view virtual;

    /// @notice The owner as an ERC-7913 signer: 20 bytes of an address, or verifier || key.
    function owner() public view returns (bytes memory) {
        bytes memory changed = _changedOwner;
        return changed.length == 0 ? Clones.fetchCloneArgs(address(this)) : changed;
    }

    /// @notice The state of changes and of recovery.
    function ownership() external view returns (OwnershipState memory) {
        return _state;
    }

    /// @notice Whether nothing may leave the account. True until {release} is called after {DELAY}: this may not read the clock.
    function isConfined() public view returns (bool) {
        return _isDeviceKey(owner()) || _state.former.until != 0;
    }

    /// @notice Hands the account over: at once from a device key, after {DELAY} from any other owner.
    /// @param newOwner ERC-7913 signer; not a device key.
    /// @param proof Signature of the new owner over `Own`.
    function changeOwner(bytes calldata newOwner, bytes calldata proof) external onlyOwner {
        require(_state.former.until == 0, OwnerChangeBlocked(_state.former.until));
        _requireProven(newOwner, proof);
        bytes memory before = owner();
        if (!_isDeviceKey(before)) return _ask(newOwner);
        _state.former = FormerOwner(before, uint48(block.timestamp) + DELAY);
        _setOwner(newOwner);
    }

    /// @notice Takes back an account that a device key has handed over. Anyone may send it.
    /// @param signature By the device key, over `TakeBack`.
    function takeBack(bytes calldata signature) external {
        FormerOwner memory former = _state.former;
        require(former.until != 0, FormerOwnerAbsent());
        require(block.timestamp <= former.until, FormerOwnerTooLate(former.until, block.timestamp));
        _requireSigned(TAKE_BACK_TYPEHASH, former.owner, signature);
        delete _state.former;
        _setOwner(former.owner);
    }

    /// @notice Ends the confinement after the account was handed over, once {DELAY} is over. Anyone may send it.
    function release() external {
        uint48 until = _state.former.until;
        require(until != 0, FormerOwnerAbsent());
        require(block.timestamp > until, OwnerChangeNotDue(until, block.timestamp));
        delete _state.former;
    }

    /// @notice Makes a pending change whose delay is over. Anyone may send it.
    function finishChange() external {
        PendingChange memory pending = _state.pending;
        require(pending.due != 0, OwnerChangeAbsent());
        require(block.timestamp >= pending.due, OwnerChangeNotDue(pending.due, block.timestamp));
        _setOwner(pending.owner);
    }

    /// @notice Cancels a pending change, whoever asked for it, and invalidates signatures for it.
    function cancelChange() public onlyOwner {
        require(_state.pending.due != 0, OwnerChangeAbsent());
        delete _state.pending;
        _nextChange();
        emit OwnerChangeCancelled();
    }

    /// @notice Names who may replace a lost owner; an empty list turns recovery off. Signatures by earlier guardians become
    /// invalid, and a pending change, which they may have asked for, is cancelled.
    /// @param guardians ERC-7913 signers.
    /// @param threshold How many of them must agree.
    function setGuardians(bytes[] calldata guardians, uint256 threshold) external onlyOwner {
        uint256 count = guardians.length;
        bool isOff = count == 0 && threshold == 0;
        bool isWell = isOff || (threshold != 0 && threshold <= count);
        for (uint256 i = 0; i < count; ++i) {
            require(_mayHold(guardians[i]), OwnerMalformed(guardians[i]));
            // In ascending order, so that nobody counts twice.
            isWell = isWell && (i == 0 || keccak256(guardians[i - 1]) < keccak256(guardians[i]));
        }
        require(isWell, GuardiansMalformed(count, threshold));
        _state.guardiansHash = isOff ? bytes32(0) : keccak256(abi.encode(guardians, threshold));
        emit GuardiansChanged(guardians, threshold);
        if (_state.pending.due != 0) cancelChange();
        else _nextChange();
    }

    /// @notice Asks, as guardians, for another owner. Anyone may send it.
    /// @param guardians In the order in which the owner named them.
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
        require(seen == _state.guardiansHash, GuardiansUnknown(seen, _state.guardiansHash));
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

    function _digest(bytes32 typehash, bytes memory newOwner) private view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(typehash, address(this), keccak256(newOwner), _state.change)));
    }

    function _isDeviceKey(bytes memory signer) internal view returns (bool) {
        return signer.length > 20 && address(bytes20(signer)) == DEVICE_VERIFIER;
    }

    /// @dev A verifier must have code: the identity precompile, called as a verifier, would accept every signature.
    function _mayHold(bytes calldata signer) private view returns (bool) {
        return SignerCheck.isWellFormed(signer) && (signer.length == 20 || address(bytes20(signer)).code.length != 0);
    }

    function _requireProven(bytes calldata newOwner, bytes calldata proof) private view {
        bool isItself = address(bytes20(newOwner)) == address(this);
        require(_mayHold(newOwner) && !_isDeviceKey(newOwner) && !isItself, OwnerMalformed(newOwner));
        _requireSigned(OWN_TYPEHASH, newOwner, proof);
    }

    function _requireSigned(bytes32 typehash, bytes memory signer, bytes calldata signature) private view {
        bool isSigned = SignerCheck.isValidSignature(signer, _digest(typehash, signer), signature);
        require(isSigned, OwnerProofInvalid(signer));
    }

    /// @dev Nobody can know the id of a change before the previous change is made, so a thief of a device key cannot sign ahead.
    function _nextChange() private {
        _state.change = keccak256(abi.encode(_state.change, blockhash(block.number - 1)));
    }

    function _ask(bytes calldata newOwner) private {
        _nextChange();
        _state.pending = PendingChange(newOwner, uint48(block.timestamp) + DELAY);
        emit OwnerChangeAsked(newOwner, newOwner, _state.pending.due);
    }

    function _setOwner(bytes memory newOwner) private {
        _nextChange();
        delete _state.pending;
        _changedOwner = newOwner;
        if (_state.guardiansHash != 0) _state.guardiansHash = 0;
        emit OwnerChanged(newOwner, newOwner);
        SESSION_VALIDATOR.revokeAll();
    }
}
