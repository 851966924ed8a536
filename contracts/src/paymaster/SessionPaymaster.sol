// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Paymaster} from "@openzeppelin/contracts/account/paymaster/Paymaster.sol";
import {ERC4337Utils} from "@openzeppelin/contracts/account/utils/ERC4337Utils.sol";
import {IEntryPoint, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {ISessionValidator} from "../session/ISessionValidator.sol";
import {SignerCheck} from "../session/SignerCheck.sol";
import {Voucher, VoucherHash} from "./Voucher.sol";

/// @title SessionPaymaster
/// @notice Pays the gas of sessions, each with one voucher signed by the sponsor; Voucher.sol shows the layouts.
/// Security model
/// - Assumes that every account has a hostile owner: a voucher limits money, not purpose.
/// - It keeps no counter. The session module takes an operation's maximum cost from the session's own budget and leaves a
///   credit that names the session, the operation and the cost. Without a credit it does not pay. When a voucher is first shown,
///   all that is left of that budget must be within `maxWei`, and the session must end before the voucher does. After that the
///   budget only falls, and no grant can raise it, because an id is used once. The maximum cost counts, even if less was used.
/// - Worst-case loss of the sponsor: the sum of `maxWei` of the session vouchers that it signed, plus the sum of the
///   maximum costs of the operation vouchers that it signed: the EntryPoint never takes more than these.
/// - If the signer key leaks, it can spend the deposit: keep the deposit small, and rotate the key with {setSigner}. That ends
///   every voucher not shown yet, even if an earlier signer returns. What was shown is limited; deny it with {denyAccount}.
/// - Roles: owner (deposit, stake, signer, watcher, and whatever the watcher may do), watcher (deny). See docs/roles.md.
/// @dev Must be staked: it reads and writes the sender's storage in the session module (ERC-7562, STO-021 and STO-033).
contract SessionPaymaster is Paymaster, Ownable2Step, EIP712 {
    /// @notice What proves a session to the module.
    struct SessionProof {
        bytes sessionKey;
        bytes32 rulesHash;
        uint192 nonceKey;
    }

    /// @notice Who denied an account: nobody, the watcher, or the owner.
    enum Denial {
        None,
        ByWatcher,
        ByOwner
    }

    /// @notice A session's note: the most that one operation may cost, in steps of about 0.0000011 ether; 0: none was shown.
    uint256 public constant NOTE_STEP_WEI = 1 << NOTE_STEP_BITS;
    uint256 private constant NOTE_STEP_BITS = 40;
    uint24 private constant NOTE_DENIED = type(uint24).max;

    /// @dev First byte of `paymasterData`: with a session voucher, and with an operation voucher.
    bytes1 private constant KIND_SESSION = 0x00;
    bytes1 private constant KIND_OPERATION = 0x01;
    /// @dev `paymaster (20) || verification gas (16) || post-op gas (16)` precede it.
    uint256 private constant PAYMASTER_DATA_AT = 52;
    uint256 private constant SESSION_DATA_LENGTH = 1 + 6 + 6 + 8 + 8 + 65;
    uint256 private constant OPERATION_DATA_LENGTH = 1 + 6 + 6 + 65;

    /// @notice The module that counts what sessions cost. The paymaster trusts it.
    ISessionValidator public immutable SESSIONS;

    /// @notice Signs vouchers.
    address public signer;

    /// @notice The number of the current signer. Vouchers name it.
    uint32 public generation;

    /// @notice May deny accounts.
    address public watcher;

    /// @notice Accounts whose vouchers are no longer accepted.
    mapping(address account => Denial) public denialOf;

    event SignerChanged(address signer, uint32 generation);
    event WatcherChanged(address watcher);
    event AccountDenied(address indexed account, Denial denial);
    event VoucherShown(address indexed account, bytes32 indexed session, uint64 maxWei);

    error PaymasterDataMalformed(uint256 length);
    error VoucherWindowInvalid(uint48 validAfter, uint48 validUntil);
    error VoucherCapInvalid(uint64 maxOperationWei);
    error VoucherTooShort(uint48 seen, uint48 allowed);
    error VoucherTooSmall(uint256 seenWei, uint256 allowedWei);
    error OperationTooDear(uint256 seenWei, uint256 allowedWei);
    error AccountIsDenied(address account);
    error DenialOfOwner(address account);
    error AddressZero();
    error OwnerRequired();
    error CallerNotWatcher(address seen, address allowed);

    modifier onlyWatcher() {
        require(msg.sender == watcher || msg.sender == owner(), CallerNotWatcher(msg.sender, watcher));
        _;
    }

    /// @param name The domain name in which vouchers are signed: the deployer's product.
    /// @param owner_ May move money and roles.
    /// @param signer_ Signs vouchers.
    /// @param watcher_ May deny accounts.
    /// @param sessions The module that counts what sessions cost.
    constructor(string memory name, address owner_, address signer_, address watcher_, ISessionValidator sessions)
        Ownable(owner_)
        EIP712(name, "2")
    {
        SESSIONS = sessions;
        _setSigner(signer_);
        _setWatcher(watcher_);
    }

    /// @inheritdoc Paymaster
    function entryPoint() public pure override returns (IEntryPoint) {
        return ERC4337Utils.ENTRYPOINT_V08;
    }

    /// @dev If a session has not taken the cost from its budget, or may not cost it, this answers as it does for a wrong
    /// signature: a bundler that estimates only this call's gas can then measure it. A wrong sponsor signature takes the same
    /// path as a valid one; every other error reverts. The empty context means that there is no post-op.
    function _validatePaymasterUserOp(PackedUserOperation calldata userOp, bytes32 userOpHash, uint256 maxCost)
        internal
        override
        returns (bytes memory context, uint256 validationData)
    {
        bytes calldata sponsorship = userOp.paymasterAndData;
        if (sponsorship.length == PAYMASTER_DATA_AT) {
            (bytes32 session, uint24 note) = SESSIONS.countedBy(userOp.sender, userOpHash, maxCost);
            bool isPaid = session != 0 && note != NOTE_DENIED && maxCost <= uint256(note) << NOTE_STEP_BITS;
            // No window: the module ends a session whose voucher was shown before the voucher ends.
            return ("", isPaid ? ERC4337Utils.SIG_VALIDATION_SUCCESS : ERC4337Utils.SIG_VALIDATION_FAILED);
        }
        require(denialOf[userOp.sender] == Denial.None, AccountIsDenied(userOp.sender));
        bytes calldata data = sponsorship[PAYMASTER_DATA_AT:];
        if (data.length == SESSION_DATA_LENGTH && data[0] == KIND_SESSION) {
            return ("", _show(userOp.sender, userOpHash, maxCost, data));
        }
        require(data.length == OPERATION_DATA_LENGTH && data[0] == KIND_OPERATION, PaymasterDataMalformed(data.length));
        return ("", _promise(userOp, data));
    }

    /// @dev Accepts the session that has just taken this exact cost for this exact operation from its budget. What it may still
    /// cost, including this operation, must be within the voucher.
    function _show(address account, bytes32 hash, uint256 maxCost, bytes calldata data) private returns (uint256) {
        (bytes32 session,) = SESSIONS.countedBy(account, hash, maxCost);
        Voucher memory voucher = Voucher({
            account: account,
            session: session,
            validAfter: uint48(bytes6(data[1:7])),
            validUntil: uint48(bytes6(data[7:13])),
            maxWei: uint64(bytes8(data[13:21])),
            maxOperationWei: uint64(bytes8(data[21:29])),
            generation: generation
        });
        _checkWindow(voucher.validAfter, voucher.validUntil);
        ISessionValidator.Session memory stands = SESSIONS.sessionOf(account, session);
        require(stands.validUntil <= voucher.validUntil, VoucherTooShort(stands.validUntil, voucher.validUntil));
        uint256 wanted = stands.gasLeftWei + maxCost;
        require(wanted <= voucher.maxWei, VoucherTooSmall(wanted, voucher.maxWei));
        uint256 steps = voucher.maxOperationWei / NOTE_STEP_WEI;
        require(steps != 0 && steps < NOTE_DENIED, VoucherCapInvalid(voucher.maxOperationWei));
        require(maxCost <= steps * NOTE_STEP_WEI, OperationTooDear(maxCost, steps * NOTE_STEP_WEI));
        // Reads the stored note, not the credit's: a hostile account can collect credits before the first voucher is shown, and
        // can have a session counted that its owner never signed, which is then not live.
        bool isNew = session != 0 && stands.isLive && stands.note == 0;
        if (isNew) {
            SESSIONS.setNote(account, hash, maxCost, uint24(steps));
            emit VoucherShown(account, session, voucher.maxWei);
        }
        bool valid = _isSignedBySponsor(VoucherHash.hash(voucher), data[29:]) && isNew;
        return ERC4337Utils.packValidationData(valid, voucher.validAfter, voucher.validUntil);
    }

    function _promise(PackedUserOperation calldata userOp, bytes calldata data) private view returns (uint256) {
        uint48 validAfter = uint48(bytes6(data[1:7]));
        uint48 validUntil = uint48(bytes6(data[7:13]));
        _checkWindow(validAfter, validUntil);
        bool valid = _isSignedBySponsor(VoucherHash.hash(userOp, validAfter, validUntil, generation), data[13:]);
        return ERC4337Utils.packValidationData(valid, validAfter, validUntil);
    }

    /// @dev 40 bits at most: for the packing library the highest of 48 bits means block numbers, and a rest of 0 "for ever".
    function _checkWindow(uint48 validAfter, uint48 validUntil) private pure {
        require(validAfter < validUntil && validUntil <= type(uint40).max, VoucherWindowInvalid(validAfter, validUntil));
    }

    function _isSignedBySponsor(bytes32 structHash, bytes calldata signature) private view returns (bool) {
        return SignerCheck.isValidKeySignature(abi.encodePacked(signer), _hashTypedDataV4(structHash), signature);
    }

    /// @notice EIP-712 digest of a session voucher, for the sponsor to sign.
    function hashVoucher(Voucher calldata voucher) external view returns (bytes32) {
        return _hashTypedDataV4(VoucherHash.hash(voucher));
    }

    /// @notice EIP-712 digest of an operation voucher, for the sponsor to sign. Covers every field of the
    /// operation except its signature and the voucher itself.
    function hashOperation(PackedUserOperation calldata userOp, uint48 validAfter, uint48 validUntil)
        external
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(VoucherHash.hash(userOp, validAfter, validUntil, generation));
    }

    /// @notice Stops paying for an account: for the named sessions at once and for good, and for every later voucher.
    /// @param sessions Sessions whose voucher was shown, as `SessionEnabled` reports them.
    function denyAccount(address account, SessionProof[] calldata sessions) external onlyWatcher {
        for (uint256 i = 0; i < sessions.length; ++i) {
            SessionProof calldata proof = sessions[i];
            SESSIONS.setNoteOf(account, proof.sessionKey, proof.rulesHash, proof.nonceKey, NOTE_DENIED);
        }
        bool isOwner = msg.sender == owner();
        if (!isOwner && denialOf[account] == Denial.ByOwner) return;
        _setDenial(account, isOwner ? Denial.ByOwner : Denial.ByWatcher);
    }

    /// @notice Accepts vouchers of an account again. Only the owner can undo the owner's denial. Denied sessions stay denied.
    function allowAccount(address account) external onlyWatcher {
        require(msg.sender == owner() || denialOf[account] != Denial.ByOwner, DenialOfOwner(account));
        _setDenial(account, Denial.None);
    }

    function _setDenial(address account, Denial denial) private {
        denialOf[account] = denial;
        emit AccountDenied(account, denial);
    }

    /// @notice Rotates the key that signs vouchers. Vouchers not shown yet end at once.
    function setSigner(address newSigner) external onlyOwner {
        _setSigner(newSigner);
    }

    /// @notice Names another watcher.
    function setWatcher(address newWatcher) external onlyOwner {
        _setWatcher(newWatcher);
    }

    /// @notice Adds to the deposit that pays for gas. Anyone may call it.
    function deposit() external payable {
        _deposit(msg.value);
    }

    /// @notice Withdraws from the deposit.
    function withdraw(address payable to, uint256 amountWei) external onlyOwner {
        _withdraw(to, amountWei);
    }

    /// @notice Adds stake at the EntryPoint.
    function addStake(uint32 unstakeDelaySec) external payable onlyOwner {
        _addStake(msg.value, unstakeDelaySec);
    }

    /// @notice Starts the delay after which the stake may be withdrawn.
    function unlockStake() external onlyOwner {
        _unlockStake();
    }

    /// @notice Withdraws the unlocked stake.
    function withdrawStake(address payable to) external onlyOwner {
        _withdrawStake(to);
    }

    /// @notice Always refused: without an owner nobody could withdraw deposit and stake.
    function renounceOwnership() public view override onlyOwner {
        revert OwnerRequired();
    }

    function _setSigner(address newSigner) private {
        require(newSigner != address(0), AddressZero());
        signer = newSigner;
        emit SignerChanged(newSigner, ++generation);
    }

    function _setWatcher(address newWatcher) private {
        require(newWatcher != address(0), AddressZero());
        watcher = newWatcher;
        emit WatcherChanged(newWatcher);
    }
}
