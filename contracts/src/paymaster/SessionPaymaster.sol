// SPDX-License-Identifier: MIT
pragma solidity ^0.8.28;

import {Ownable, Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {Paymaster} from "@openzeppelin/contracts/account/paymaster/Paymaster.sol";
import {ERC4337Utils} from "@openzeppelin/contracts/account/utils/ERC4337Utils.sol";
import {IEntryPoint, PackedUserOperation} from "@openzeppelin/contracts/interfaces/IERC4337.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

import {OperationVoucher, Voucher} from "./Voucher.sol";
import {VoucherHash} from "./VoucherHash.sol";
import {VoucherState} from "./VoucherState.sol";

/// @title SessionPaymaster
/// @notice Pays the gas of sessions, each by one voucher that the sponsor signed; see Voucher.sol for the layouts.
///
/// Security model
/// - Assumes a hostile owner behind every account: an owner may uninstall the session module and spend a voucher on
///   anything. A voucher bounds money, not purpose.
/// - Worst-case loss of the sponsor: the sum of `maxWei` of the session vouchers that it signed, plus the sum of the
///   maximum costs of the operation vouchers that it signed, and nothing more. Why: the EntryPoint never takes more
///   than an operation's maximum cost; validation takes that maximum from what is left of the voucher before anything
///   runs, so that even many operations of one session in one bundle cannot reserve more than `maxWei`; post-op gives
///   back only what the operation can no longer cost. If post-op reverts, the reservation stands.
/// - A voucher is shown once and registered; what later operations carry only names it, so nothing of its terms can be
///   swapped afterwards, and showing it again gives nothing back.
/// - The signer key, if it leaks, can spend the deposit: keep the deposit small, and rotate by {setSigner}, which voids
///   every voucher of the old key, registered or not, at once.
/// - Roles: owner (deposit, stake, signer, guardian), guardian (deny and allow), signer (vouchers). See docs/roles.md.
///
/// @dev Must be staked: it keeps state and uses post-op (ERC-7562). Validation reads its own storage only.
contract SessionPaymaster is Paymaster, Ownable2Step, EIP712 {
    /// @notice Caps on the gas fields of operations that are paid by a session voucher, in gas.
    struct GasCaps {
        uint128 verificationGas;
        uint128 callGas;
        uint128 preVerificationGas;
        uint128 paymasterVerificationGas;
        uint128 paymasterPostOpGas;
    }

    /// @notice What stands of one voucher.
    /// @param isRegistered Some operation has shown it, and its signer has not been replaced since.
    /// @param isDenied The guardian stopped it.
    /// @param availableWei What is neither spent nor reserved.
    /// @param validUntil Unix seconds, inclusive.
    /// @param maxFeePerGas Cap in wei per gas.
    /// @param maxPriorityFeePerGas Cap in wei per gas.
    struct RegisteredVoucher {
        bool isRegistered;
        bool isDenied;
        uint96 availableWei;
        uint40 validUntil;
        uint48 maxFeePerGas;
        uint48 maxPriorityFeePerGas;
    }

    /// @dev A voucher's state as something that can be pointed at, so that its place is hashed once.
    struct VoucherSlot {
        VoucherState state;
    }

    /// @notice What every operation of a session needs to know, in one word.
    /// @param signer Signs vouchers.
    /// @param generation Which signer this is; what was registered under an earlier one is void.
    /// @param deniedAccounts How many accounts are denied. While there is none, nobody is looked up.
    struct Sponsor {
        address signer;
        uint16 generation;
        uint80 deniedAccounts;
    }

    /// @dev First byte of `paymasterData`.
    bytes1 private constant KIND_SESSION = 0x00;
    bytes1 private constant KIND_OPERATION = 0x01;
    bytes1 private constant KIND_REGISTERED = 0x02;
    /// @dev `paymaster (20) || verification gas (16) || post-op gas (16)` stand before it; the EntryPoint sees to them.
    uint256 private constant PAYMASTER_DATA_AT = 52;
    uint256 private constant SESSION_DATA_LENGTH = 1 + 32 + 6 + 6 + 12 + 12 + 12 + 65;
    uint256 private constant OPERATION_DATA_LENGTH = 1 + 6 + 6 + 65;
    uint256 private constant REGISTERED_DATA_LENGTH = 1 + 32;

    /// @dev Upper bound, in gas, of what the EntryPoint does around the post-op call and still charges to us: copying
    /// the context, the call, the penalty's arithmetic. Too much only keeps a little of a voucher unused; too little
    /// would be the sponsor's loss. `test_charge_isNeverBelowWhatTheEntryPointTook` holds it against real operations.
    uint256 private constant POST_OP_OVERHEAD_GAS = 10_000;

    /// @dev Gas in which post-op surely ends. With less, it would fail, and the EntryPoint would undo the player's own call.
    uint256 private constant MIN_POST_OP_GAS = 10_000;

    uint256 public immutable MAX_VERIFICATION_GAS;
    uint256 public immutable MAX_CALL_GAS;
    uint256 public immutable MAX_PRE_VERIFICATION_GAS;
    uint256 public immutable MAX_PAYMASTER_VERIFICATION_GAS;
    uint256 public immutable MAX_PAYMASTER_POST_OP_GAS;

    Sponsor private _sponsor;

    /// @notice May deny and allow.
    address public guardian;

    /// @notice Accounts that are not paid for any more.
    mapping(address account => bool) public isDenied;

    /// @dev The first key is the id of {_voucherId}.
    mapping(bytes32 voucher => mapping(address account => VoucherSlot)) private _vouchers;

    event SignerChanged(address signer);
    event GuardianChanged(address guardian);
    event AccountDenied(address indexed account, bool denied);
    event VoucherDenied(address indexed account, bytes32 indexed session, uint192 nonceKey, bool denied);
    event VoucherRegistered(address indexed account, bytes32 indexed session, uint192 nonceKey, uint96 maxWei);

    error PaymasterDataMalformed(uint256 length);
    error VoucherWindowInvalid(uint48 validAfter, uint48 validUntil);
    error AccountIsDenied(address account);
    error VoucherIsDenied(address account, bytes32 session);
    error VoucherNotRegistered(address account, bytes32 session, uint192 nonceKey);
    error VoucherSpent(uint256 seenWei, uint256 allowedWei);
    error FeeAboveCap(uint256 seenWei, uint256 allowedWei);
    error PriorityFeeAboveCap(uint256 seenWei, uint256 allowedWei);
    error VerificationGasAboveCap(uint256 seen, uint256 allowed);
    error CallGasAboveCap(uint256 seen, uint256 allowed);
    error PreVerificationGasAboveCap(uint256 seen, uint256 allowed);
    error PaymasterVerificationGasAboveCap(uint256 seen, uint256 allowed);
    error PaymasterPostOpGasAboveCap(uint256 seen, uint256 allowed);
    error PaymasterPostOpGasBelowFloor(uint256 seen, uint256 allowed);
    error AddressZero();
    error OwnerRequired();
    error CallerNotGuardian(address seen, address allowed);

    modifier onlyGuardian() {
        require(msg.sender == guardian || msg.sender == owner(), CallerNotGuardian(msg.sender, guardian));
        _;
    }

    /// @param owner_ May move money and roles.
    /// @param signer_ Signs vouchers.
    /// @param guardian_ May deny and allow.
    /// @param caps Caps on gas fields.
    constructor(address owner_, address signer_, address guardian_, GasCaps memory caps)
        Ownable(owner_)
        EIP712("Hourglass SessionPaymaster", "1")
    {
        MAX_VERIFICATION_GAS = caps.verificationGas;
        MAX_CALL_GAS = caps.callGas;
        MAX_PRE_VERIFICATION_GAS = caps.preVerificationGas;
        MAX_PAYMASTER_VERIFICATION_GAS = caps.paymasterVerificationGas;
        MAX_PAYMASTER_POST_OP_GAS = caps.paymasterPostOpGas;
        _setSigner(signer_);
        _setGuardian(guardian_);
    }

    // ---------------------------------------------------------------- paying

    /// @inheritdoc Paymaster
    function entryPoint() public pure override returns (IEntryPoint) {
        return ERC4337Utils.ENTRYPOINT_V08;
    }

    /// @dev A wrong sponsor signature takes the same path as a right one and returns SIG_VALIDATION_FAILED, so that gas
    /// can be estimated with a stub; everything else that is wrong reverts with an error of its own.
    function _validatePaymasterUserOp(PackedUserOperation calldata userOp, bytes32, uint256 maxCost)
        internal
        override
        returns (bytes memory context, uint256 validationData)
    {
        Sponsor memory sponsor = _sponsor;
        require(sponsor.deniedAccounts == 0 || !isDenied[userOp.sender], AccountIsDenied(userOp.sender));
        bytes calldata sponsorship = userOp.paymasterAndData;
        bytes calldata data = sponsorship[PAYMASTER_DATA_AT:];
        uint256 paymasterGas = uint256(bytes32(sponsorship[20:PAYMASTER_DATA_AT]));
        if (data.length == REGISTERED_DATA_LENGTH && data[0] == KIND_REGISTERED) {
            return _reserve(userOp, paymasterGas, bytes32(data[1:33]), sponsor.generation, maxCost);
        }
        if (data.length == SESSION_DATA_LENGTH && data[0] == KIND_SESSION) {
            uint256 shown = _register(userOp, data, sponsor);
            (context, validationData) = _reserve(userOp, paymasterGas, bytes32(data[1:33]), sponsor.generation, maxCost);
            return (context, ERC4337Utils.combineValidationData(shown, validationData));
        }
        require(data.length == OPERATION_DATA_LENGTH && data[0] == KIND_OPERATION, PaymasterDataMalformed(data.length));
        return ("", _validateOperation(userOp, data, sponsor.signer));
    }

    /// @dev Registers a voucher that is shown. One that is registered already stays as it is, and under a new signer no more
    /// is available than was left: showing it again gives back nothing that was spent.
    /// @return validationData Of what is shown: its own window, and whether the signature is wrong.
    function _register(PackedUserOperation calldata userOp, bytes calldata data, Sponsor memory sponsor)
        private
        returns (uint256 validationData)
    {
        Voucher memory voucher = Voucher({
            account: userOp.sender,
            session: bytes32(data[1:33]),
            nonceKey: uint192(userOp.nonce >> 64),
            validAfter: uint48(bytes6(data[33:39])),
            validUntil: uint48(bytes6(data[39:45])),
            maxWei: uint96(bytes12(data[45:57])),
            maxFeePerGas: uint96(bytes12(data[57:69])),
            maxPriorityFeePerGas: uint96(bytes12(data[69:81]))
        });
        _checkWindow(voucher.validAfter, voucher.validUntil);
        bytes32 id = _voucherId(voucher.session, voucher.nonceKey);
        VoucherSlot storage slot = _vouchers[id][voucher.account];
        if (!slot.state.isRegistered(sponsor.generation)) {
            slot.state = slot.state.register(voucher, sponsor.generation);
            emit VoucherRegistered(voucher.account, voucher.session, voucher.nonceKey, voucher.maxWei);
        }
        bool valid = _isSignedBy(sponsor.signer, _hashTypedDataV4(VoucherHash.hash(voucher)), data[81:]);
        return ERC4337Utils.packValidationData(valid, voucher.validAfter, voucher.validUntil);
    }

    /// @dev Checks the operation against a registered voucher and reserves its maximum cost.
    /// @param paymasterGas `verification gas (16) || post-op gas (16)` of the paymaster.
    /// @return context Where the voucher stands, and the maximum cost and post-op gas in one word, 128 bits each: both fit,
    /// for the first is at most what was available and the second within its cap.
    function _reserve(
        PackedUserOperation calldata userOp,
        uint256 paymasterGas,
        bytes32 session,
        uint16 generation,
        uint256 maxCost
    ) private returns (bytes memory context, uint256 validationData) {
        address account = userOp.sender;
        uint192 nonceKey = uint192(userOp.nonce >> 64);
        bytes32 id = _voucherId(session, nonceKey);
        VoucherSlot storage slot = _vouchers[id][account];
        VoucherState state = slot.state;
        require(state.isRegistered(generation), VoucherNotRegistered(account, session, nonceKey));
        require(!state.isDenied(), VoucherIsDenied(account, session));
        _checkCaps(userOp, paymasterGas, state);
        require(maxCost <= state.availableWei(), VoucherSpent(maxCost, state.availableWei()));
        slot.state = state.reserve(maxCost);
        // A registered voucher has begun, or it could not have been registered.
        validationData = uint256(state.validUntil()) << 160;
        bytes32 place;
        assembly ("memory-safe") {
            place := slot.slot
        }
        context = abi.encode(place, (maxCost << 128) | uint128(paymasterGas));
    }

    function _validateOperation(PackedUserOperation calldata userOp, bytes calldata data, address signer_)
        private
        view
        returns (uint256)
    {
        uint48 validAfter = uint48(bytes6(data[1:7]));
        uint48 validUntil = uint48(bytes6(data[7:13]));
        _checkWindow(validAfter, validUntil);
        bool valid = _isSignedBy(signer_, hashOperation(userOp, validAfter, validUntil), data[13:]);
        return ERC4337Utils.packValidationData(valid, validAfter, validUntil);
    }

    /// @dev Gives back what the operation can no longer cost: its reservation less the gas so far, less the whole of the
    /// post-op limit (what is used of it, and the penalty on what is not, are at most that), less the overhead.
    function _postOp(PostOpMode, bytes calldata context, uint256 actualGasCost, uint256 feePerGas) internal override {
        (bytes32 place, uint256 amounts) = abi.decode(context, (bytes32, uint256));
        uint256 maxCost = amounts >> 128;
        uint256 charge = actualGasCost + (uint128(amounts) + POST_OP_OVERHEAD_GAS) * feePerGas;
        if (charge >= maxCost) return;
        VoucherSlot storage slot;
        // The place that {_reserve} wrote: only the EntryPoint calls, and it hands back what it was given.
        assembly ("memory-safe") {
            slot.slot := place
        }
        slot.state = slot.state.giveBack(maxCost - charge);
    }

    /// @dev 40 bits at most: the highest of 48 means block numbers to the packing library, which masks it; what is left
    /// of such an end can be 0, and 0 means "for ever" to the EntryPoint.
    function _checkWindow(uint48 validAfter, uint48 validUntil) private pure {
        require(validAfter < validUntil && validUntil <= type(uint40).max, VoucherWindowInvalid(validAfter, validUntil));
    }

    function _checkCaps(PackedUserOperation calldata userOp, uint256 paymasterGas, VoucherState state) private view {
        uint256 seen = uint128(uint256(userOp.gasFees));
        require(seen <= state.maxFeePerGas(), FeeAboveCap(seen, state.maxFeePerGas()));
        seen = uint256(userOp.gasFees) >> 128;
        require(seen <= state.maxPriorityFeePerGas(), PriorityFeeAboveCap(seen, state.maxPriorityFeePerGas()));
        seen = uint256(userOp.accountGasLimits) >> 128;
        require(seen <= MAX_VERIFICATION_GAS, VerificationGasAboveCap(seen, MAX_VERIFICATION_GAS));
        seen = uint128(uint256(userOp.accountGasLimits));
        require(seen <= MAX_CALL_GAS, CallGasAboveCap(seen, MAX_CALL_GAS));
        seen = userOp.preVerificationGas;
        require(seen <= MAX_PRE_VERIFICATION_GAS, PreVerificationGasAboveCap(seen, MAX_PRE_VERIFICATION_GAS));
        seen = paymasterGas >> 128;
        require(
            seen <= MAX_PAYMASTER_VERIFICATION_GAS,
            PaymasterVerificationGasAboveCap(seen, MAX_PAYMASTER_VERIFICATION_GAS)
        );
        seen = uint128(paymasterGas);
        require(seen <= MAX_PAYMASTER_POST_OP_GAS, PaymasterPostOpGasAboveCap(seen, MAX_PAYMASTER_POST_OP_GAS));
        require(seen >= MIN_POST_OP_GAS, PaymasterPostOpGasBelowFloor(seen, MIN_POST_OP_GAS));
    }

    function _isSignedBy(address signer_, bytes32 digest, bytes calldata signature) private pure returns (bool) {
        (address recovered, ECDSA.RecoverError failure,) = ECDSA.tryRecover(digest, signature);
        return failure == ECDSA.RecoverError.NoError && recovered == signer_;
    }

    function _voucherId(bytes32 session, uint192 nonceKey) private pure returns (bytes32) {
        return keccak256(abi.encode(session, nonceKey));
    }

    // ---------------------------------------------------------------- reading

    /// @notice EIP-712 digest of a session voucher, for the sponsor to sign.
    function hashVoucher(Voucher calldata voucher) external view returns (bytes32) {
        return _hashTypedDataV4(VoucherHash.hash(voucher));
    }

    /// @notice EIP-712 digest of a voucher for one operation, for the sponsor to sign. Covers every field of the
    /// operation but its signature and the voucher itself.
    function hashOperation(PackedUserOperation calldata userOp, uint48 validAfter, uint48 validUntil)
        public
        view
        returns (bytes32)
    {
        return _hashTypedDataV4(
            VoucherHash.hash(
                OperationVoucher({
                    account: userOp.sender,
                    nonce: userOp.nonce,
                    initCodeHash: keccak256(userOp.initCode),
                    callDataHash: keccak256(userOp.callData),
                    accountGasLimits: userOp.accountGasLimits,
                    preVerificationGas: userOp.preVerificationGas,
                    gasFees: userOp.gasFees,
                    paymasterGasLimits: bytes32(userOp.paymasterAndData[20:52]),
                    validAfter: validAfter,
                    validUntil: validUntil
                })
            )
        );
    }

    /// @notice Signs vouchers.
    function signer() external view returns (address) {
        return _sponsor.signer;
    }

    /// @notice What stands of the voucher of a session.
    function voucherOf(address account, bytes32 session, uint192 nonceKey)
        external
        view
        returns (RegisteredVoucher memory)
    {
        VoucherState state = _vouchers[_voucherId(session, nonceKey)][account].state;
        return RegisteredVoucher({
            isRegistered: state.isRegistered(_sponsor.generation),
            isDenied: state.isDenied(),
            availableWei: state.availableWei(),
            validUntil: state.validUntil(),
            maxFeePerGas: state.maxFeePerGas(),
            maxPriorityFeePerGas: state.maxPriorityFeePerGas()
        });
    }

    // ---------------------------------------------------------------- roles

    /// @notice Stops or resumes paying for an account.
    function setAccountDenied(address account, bool denied) external onlyGuardian {
        if (isDenied[account] == denied) return;
        isDenied[account] = denied;
        if (denied) ++_sponsor.deniedAccounts;
        else --_sponsor.deniedAccounts;
        emit AccountDenied(account, denied);
    }

    /// @notice Stops or resumes paying for one session, before or after its voucher was registered.
    function setVoucherDenied(address account, bytes32 session, uint192 nonceKey, bool denied) external onlyGuardian {
        VoucherSlot storage slot = _vouchers[_voucherId(session, nonceKey)][account];
        slot.state = slot.state.deny(denied);
        emit VoucherDenied(account, session, nonceKey, denied);
    }

    /// @notice Rotates the key that signs vouchers. Vouchers of the old key end at once.
    function setSigner(address newSigner) external onlyOwner {
        _setSigner(newSigner);
    }

    /// @notice Hands the power to deny to somebody else.
    function setGuardian(address newGuardian) external onlyOwner {
        _setGuardian(newGuardian);
    }

    /// @notice Adds to the deposit that pays for gas. Anyone may.
    function deposit() external payable {
        _deposit(msg.value);
    }

    /// @notice Takes from the deposit.
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

    /// @notice Refused: nobody could take deposit and stake out any more.
    function renounceOwnership() public view override onlyOwner {
        revert OwnerRequired();
    }

    function _setSigner(address newSigner) private {
        require(newSigner != address(0), AddressZero());
        _sponsor.signer = newSigner;
        ++_sponsor.generation;
        emit SignerChanged(newSigner);
    }

    function _setGuardian(address newGuardian) private {
        require(newGuardian != address(0), AddressZero());
        guardian = newGuardian;
        emit GuardianChanged(newGuardian);
    }
}
