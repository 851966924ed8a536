// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {SlotDerivation} from "@openzeppelin/contracts/utils/SlotDerivation.sol";
import {TransientSlot} from "@openzeppelin/contracts/utils/TransientSlot.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

import {Budget} from "./Budget.sol";
import {REVOKE_ALL_TYPEHASH, REVOKE_TYPEHASH} from "./Grant.sol";
import {ISessionValidator} from "./ISessionValidator.sol";
import {P256Precompile} from "./P256Precompile.sol";
import {SignerCheck} from "./SignerCheck.sol";

/// @title Sessions
/// @notice What is stored about sessions, who ends them, and what paymasters see of them.
abstract contract Sessions is ISessionValidator, EIP712 {
    using SlotDerivation for bytes32;
    using TransientSlot for *;

    /// @dev A budget in a struct, so that code can point to it and its slot is hashed once.
    struct BudgetSlot {
        Budget budget;
    }

    /// @notice The ERC-7913 verifier of WebCrypto's keys.
    address public immutable P256_VERIFIER;

    /// @notice Whether this chain has P256VERIFY: then keys of {P256_VERIFIER} are verified without a call to it.
    bool public immutable HAS_P256_PRECOMPILE;

    /// @dev Everything stored about a session.
    mapping(bytes32 session => mapping(address account => BudgetSlot)) internal _sessions;

    /// @inheritdoc ISessionValidator
    mapping(address account => bytes32) public epochOf;

    constructor(string memory name, address p256Verifier) EIP712(name, "2") {
        P256_VERIFIER = p256Verifier;
        HAS_P256_PRECOMPILE = P256Precompile.isThere();
    }

    /// @inheritdoc ISessionValidator
    /// @dev 28 bytes, so that a note fits beside it. The key comes last: it is the only part without a fixed length.
    function sessionId(bytes calldata sessionKey, bytes32 rulesHash, address paymaster, uint192 nonceKey)
        public
        pure
        returns (bytes32)
    {
        return bytes32(bytes28(keccak256(abi.encodePacked(rulesHash, paymaster, nonceKey, sessionKey))));
    }

    /// @inheritdoc ISessionValidator
    function sessionOf(address account, bytes32 session) external view returns (Session memory) {
        Budget budget = _sessions[bytes32(bytes28(session))][account].budget;
        (uint32 validUntil, uint16 actions, uint96 spend, uint64 gasWei) = budget.read();
        bool isLive = budget.isLive(_number(epochOf[account]));
        return Session(isLive, budget.isEnded(), budget.note(), validUntil, actions, spend, gasWei);
    }

    /// @inheritdoc ISessionValidator
    function hashRevoke(address account, bytes32 session) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(REVOKE_TYPEHASH, account, session)));
    }

    /// @inheritdoc ISessionValidator
    function hashRevokeAll(address account, bytes32 epoch) public view returns (bytes32) {
        return _hashTypedDataV4(keccak256(abi.encode(REVOKE_ALL_TYPEHASH, account, epoch)));
    }

    /// @inheritdoc ISessionValidator
    function revoke(bytes32 session) external {
        _revoke(msg.sender, session);
    }

    /// @inheritdoc ISessionValidator
    function revokeAll() external {
        _raiseEpoch(msg.sender, blockhash(block.number - 1));
    }

    /// @inheritdoc ISessionValidator
    /// @dev A replay is harmless: a revoked session stays revoked.
    function revokeByOwner(address account, bytes32 session, bytes calldata ownerSignature) external {
        bool isOwners = _isSignedByOwner(account, hashRevoke(account, session), ownerSignature);
        require(isOwners, RevocationSignatureInvalid(account, session));
        _revoke(account, session);
    }

    /// @inheritdoc ISessionValidator
    /// @dev The signature names the epoch that it ends, so it cannot be replayed against later sessions.
    function revokeAllByOwner(address account, bytes32 epoch, bytes calldata ownerSignature) external {
        require(epoch == epochOf[account], RevokeAllWrongEpoch(epoch, epochOf[account]));
        bool isOwners = _isSignedByOwner(account, hashRevokeAll(account, epoch), ownerSignature);
        require(isOwners, RevocationSignatureInvalid(account, 0));
        _raiseEpoch(account, blockhash(block.number - 1));
    }

    /// @inheritdoc ISessionValidator
    /// @dev Absent check: that the session exists (a key that was never granted can only end its own id).
    function revokeBySessionKey(
        address account,
        bytes calldata sessionKey,
        bytes32 rulesHash,
        address paymaster,
        uint192 nonceKey,
        bytes calldata sessionSignature
    ) external {
        bytes32 session = sessionId(sessionKey, rulesHash, paymaster, nonceKey);
        bool isKeys = _isSignedByKey(sessionKey, hashRevoke(account, session), sessionSignature);
        require(isKeys, RevocationSignatureInvalid(account, session));
        _revoke(account, session);
    }

    function _revoke(address account, bytes32 session) private {
        // Whatever follows the 28 bytes is not part of the id.
        session = bytes32(bytes28(session));
        BudgetSlot storage slot = _sessions[session][account];
        slot.budget = slot.budget.ended();
        emit SessionEnded(account, session);
    }

    /// @dev Number (4) || a part that nobody knows before it begins (28); see docs/decisions.md.
    /// @param unforeseen Zero where the block must not be read: then that part follows from the previous epoch.
    function _raiseEpoch(address account, bytes32 unforeseen) internal {
        bytes32 before = epochOf[account];
        uint256 secret = uint256(keccak256(abi.encode(account, before, unforeseen))) >> 32;
        bytes32 epoch = bytes32(((_number(before) + 1) << 224) | secret);
        epochOf[account] = epoch;
        emit EpochRaised(account, epoch);
    }

    function _number(bytes32 epoch) internal pure returns (uint256) {
        return uint256(epoch) >> 224;
    }

    /// @dev A static call, so nothing can re-enter. An account that is not deployed returns nothing, which counts as "no".
    function _isSignedByOwner(address account, bytes32 digest, bytes calldata signature) internal view returns (bool) {
        return SignatureChecker.isValidERC1271SignatureNow(account, digest, signature);
    }

    /// @dev Asks the precompile first: its yes is final; for anything else the verifier decides.
    function _isSignedByKey(bytes calldata key, bytes32 hash, bytes calldata signature) internal view returns (bool) {
        if (HAS_P256_PRECOMPILE && P256Precompile.isValid(key, hash, signature)) return true;
        return SignerCheck.isValidKeySignature(_signer(key), hash, signature);
    }

    /// @dev As an ERC-7913 signer: a key of 64 bytes belongs to {P256_VERIFIER}, whose name it omits.
    function _signer(bytes calldata key) internal view returns (bytes memory) {
        return key.length == 64 ? abi.encodePacked(P256_VERIFIER, key) : key;
    }

    /// @inheritdoc ISessionValidator
    function countedBy(address account, bytes32 userOpHash, uint256 maxCost)
        public
        view
        returns (bytes32 session, uint24 note)
    {
        bytes32 credit = _credit(account, msg.sender, userOpHash, maxCost).asBytes32().tload();
        return (bytes32(bytes28(credit)), uint24(uint256(credit)));
    }

    /// @inheritdoc ISessionValidator
    function setNote(address account, bytes32 userOpHash, uint256 maxCost, uint24 note) external {
        (bytes32 session,) = countedBy(account, userOpHash, maxCost);
        require(session != 0, CreditMissing(account, userOpHash, maxCost));
        _setNote(account, session, note);
    }

    /// @inheritdoc ISessionValidator
    function setNoteOf(address account, bytes calldata key, bytes32 rulesHash, uint192 nonceKey, uint24 note) external {
        _setNote(account, sessionId(key, rulesHash, msg.sender, nonceKey), note);
    }

    /// @dev A grant that nobody signed has left nothing to write into.
    function _setNote(address account, bytes32 session, uint24 note) private {
        BudgetSlot storage slot = _sessions[session][account];
        require(!slot.budget.isUnused(), SessionNotLive(session));
        slot.budget = slot.budget.withNote(note);
    }

    /// @dev Where an operation leaves `session (28) || note (4)` for its paymaster: storage of the account for ERC-7562.
    function _credit(address account, address payer, bytes32 hash, uint256 maxCost) internal pure returns (bytes32) {
        return keccak256(abi.encode(payer, hash, maxCost)).deriveMapping(account);
    }
}
