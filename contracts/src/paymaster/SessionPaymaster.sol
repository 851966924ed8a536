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

/// @title SessionPaymaster
/// @notice Pays the gas of sessions, each by one voucher that the sponsor signed; see Voucher.sol for the layouts.
///
/// Security model
/// - Assumes a hostile owner behind every account: an owner may uninstall the session module and spend a voucher on
///   anything. A voucher bounds money, not purpose.
/// - Worst-case loss of the sponsor: the sum of `maxWei` of the session vouchers that it signed, plus the sum of the
///   maximum costs of the operation vouchers that it signed, and nothing more. Why: the EntryPoint never takes more
///   than an operation's maximum cost; validation reserves that maximum in a counter of the voucher before anything
///   runs, so that even many operations of one session in one bundle cannot reserve more than `maxWei`; post-op gives
///   back only what the operation can no longer cost. If post-op reverts, the reservation stands.
/// - The signer key, if it leaks, can spend the deposit: keep the deposit small, and rotate by {setSigner}.
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

    /// @notice What is counted for one voucher. Picture of the word: [ denied: 8 | reservedWei: 96 ].
    struct Counter {
        uint96 reservedWei;
        bool denied;
    }

    /// @dev First byte of `paymasterData`.
    bytes1 private constant KIND_SESSION = 0x00;
    bytes1 private constant KIND_OPERATION = 0x01;
    uint256 private constant SESSION_DATA_LENGTH = 1 + 32 + 6 + 6 + 12 + 12 + 12 + 65;
    uint256 private constant OPERATION_DATA_LENGTH = 1 + 6 + 6 + 65;

    /// @dev Upper bound, in gas, of what the EntryPoint does around the post-op call and still charges to us: copying
    /// the context, the call, the penalty's arithmetic. Too much only keeps a little of a voucher unused; too little
    /// would be the sponsor's loss. `test_charge_isNeverBelowWhatTheEntryPointTook` holds it against real operations.
    uint256 private constant POST_OP_OVERHEAD_GAS = 10_000;

    uint256 public immutable MAX_VERIFICATION_GAS;
    uint256 public immutable MAX_CALL_GAS;
    uint256 public immutable MAX_PRE_VERIFICATION_GAS;
    uint256 public immutable MAX_PAYMASTER_VERIFICATION_GAS;
    uint256 public immutable MAX_PAYMASTER_POST_OP_GAS;

    /// @notice Signs vouchers.
    address public signer;

    /// @notice May deny and allow.
    address public guardian;

    /// @notice Accounts that are not paid for any more.
    mapping(address account => bool) public isDenied;

    mapping(bytes32 session => mapping(address account => Counter)) private _counters;

    event SignerChanged(address signer);
    event GuardianChanged(address guardian);
    event AccountDenied(address indexed account, bool denied);
    event VoucherDenied(address indexed account, bytes32 indexed session, bool denied);
    event VoucherCharged(address indexed account, bytes32 indexed session, uint256 costWei, uint256 reservedWei);

    error PaymasterDataMalformed(uint256 length);
    error VoucherWindowInvalid(uint48 validAfter, uint48 validUntil);
    error AccountIsDenied(address account);
    error VoucherIsDenied(address account, bytes32 session);
    error VoucherSpent(uint256 seenWei, uint256 allowedWei);
    error FeeAboveCap(uint256 seenWei, uint256 allowedWei);
    error PriorityFeeAboveCap(uint256 seenWei, uint256 allowedWei);
    error VerificationGasAboveCap(uint256 seen, uint256 allowed);
    error CallGasAboveCap(uint256 seen, uint256 allowed);
    error PreVerificationGasAboveCap(uint256 seen, uint256 allowed);
    error PaymasterVerificationGasAboveCap(uint256 seen, uint256 allowed);
    error PaymasterPostOpGasAboveCap(uint256 seen, uint256 allowed);
    error AddressZero();
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
        require(!isDenied[userOp.sender], AccountIsDenied(userOp.sender));
        bytes calldata data = ERC4337Utils.paymasterData(userOp);
        if (data.length == SESSION_DATA_LENGTH && data[0] == KIND_SESSION) {
            return _validateSession(userOp, data, maxCost);
        }
        require(data.length == OPERATION_DATA_LENGTH && data[0] == KIND_OPERATION, PaymasterDataMalformed(data.length));
        return ("", _validateOperation(userOp, data));
    }

    function _validateSession(PackedUserOperation calldata userOp, bytes calldata data, uint256 maxCost)
        private
        returns (bytes memory context, uint256 validationData)
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
        uint256 postOpGas = _checkCaps(userOp, voucher);

        Counter storage counter = _counters[voucher.session][voucher.account];
        require(!counter.denied, VoucherIsDenied(voucher.account, voucher.session));
        uint256 reserved = counter.reservedWei + maxCost;
        require(reserved <= voucher.maxWei, VoucherSpent(reserved, voucher.maxWei));
        counter.reservedWei = uint96(reserved);

        validationData =
            _signedBy(_hashTypedDataV4(VoucherHash.hash(voucher)), data[81:], voucher.validAfter, voucher.validUntil);
        context = abi.encode(voucher.session, voucher.account, maxCost, postOpGas);
    }

    function _validateOperation(PackedUserOperation calldata userOp, bytes calldata data)
        private
        view
        returns (uint256)
    {
        uint48 validAfter = uint48(bytes6(data[1:7]));
        uint48 validUntil = uint48(bytes6(data[7:13]));
        _checkWindow(validAfter, validUntil);
        return _signedBy(hashOperation(userOp, validAfter, validUntil), data[13:], validAfter, validUntil);
    }

    /// @dev Gives back what the operation can no longer cost: its reservation less the gas so far, less the whole of the
    /// post-op limit (what is used of it, and the penalty on what is not, are at most that), less the overhead.
    function _postOp(PostOpMode, bytes calldata context, uint256 actualGasCost, uint256 feePerGas) internal override {
        (bytes32 session, address account, uint256 maxCost, uint256 postOpGas) =
            abi.decode(context, (bytes32, address, uint256, uint256));
        uint256 charge = actualGasCost + (postOpGas + POST_OP_OVERHEAD_GAS) * feePerGas;
        if (charge > maxCost) charge = maxCost;
        Counter storage counter = _counters[session][account];
        // The reservation of this very operation is part of the counter, so this cannot wrap.
        uint96 reserved = counter.reservedWei - uint96(maxCost - charge);
        counter.reservedWei = reserved;
        emit VoucherCharged(account, session, charge, reserved);
    }

    /// @dev 40 bits at most: the highest of 48 means block numbers to the packing library, which masks it; what is left
    /// of such an end can be 0, and 0 means "for ever" to the EntryPoint.
    function _checkWindow(uint48 validAfter, uint48 validUntil) private pure {
        require(validAfter < validUntil && validUntil <= type(uint40).max, VoucherWindowInvalid(validAfter, validUntil));
    }

    function _checkCaps(PackedUserOperation calldata userOp, Voucher memory voucher)
        private
        view
        returns (uint256 postOpGas)
    {
        uint256 seen = ERC4337Utils.maxFeePerGas(userOp);
        require(seen <= voucher.maxFeePerGas, FeeAboveCap(seen, voucher.maxFeePerGas));
        seen = ERC4337Utils.maxPriorityFeePerGas(userOp);
        require(seen <= voucher.maxPriorityFeePerGas, PriorityFeeAboveCap(seen, voucher.maxPriorityFeePerGas));
        seen = ERC4337Utils.verificationGasLimit(userOp);
        require(seen <= MAX_VERIFICATION_GAS, VerificationGasAboveCap(seen, MAX_VERIFICATION_GAS));
        seen = ERC4337Utils.callGasLimit(userOp);
        require(seen <= MAX_CALL_GAS, CallGasAboveCap(seen, MAX_CALL_GAS));
        seen = userOp.preVerificationGas;
        require(seen <= MAX_PRE_VERIFICATION_GAS, PreVerificationGasAboveCap(seen, MAX_PRE_VERIFICATION_GAS));
        seen = ERC4337Utils.paymasterVerificationGasLimit(userOp);
        require(
            seen <= MAX_PAYMASTER_VERIFICATION_GAS,
            PaymasterVerificationGasAboveCap(seen, MAX_PAYMASTER_VERIFICATION_GAS)
        );
        postOpGas = ERC4337Utils.paymasterPostOpGasLimit(userOp);
        require(
            postOpGas <= MAX_PAYMASTER_POST_OP_GAS, PaymasterPostOpGasAboveCap(postOpGas, MAX_PAYMASTER_POST_OP_GAS)
        );
    }

    function _signedBy(bytes32 digest, bytes calldata signature, uint48 validAfter, uint48 validUntil)
        private
        view
        returns (uint256)
    {
        (address recovered, ECDSA.RecoverError failure,) = ECDSA.tryRecover(digest, signature);
        bool valid = failure == ECDSA.RecoverError.NoError && recovered == signer;
        return ERC4337Utils.packValidationData(valid, validAfter, validUntil);
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

    /// @notice What is reserved and charged of a session's voucher, in wei, and whether it is denied.
    function counterOf(address account, bytes32 session) external view returns (Counter memory) {
        return _counters[session][account];
    }

    // ---------------------------------------------------------------- roles

    /// @notice Stops or resumes paying for an account.
    function setAccountDenied(address account, bool denied) external onlyGuardian {
        isDenied[account] = denied;
        emit AccountDenied(account, denied);
    }

    /// @notice Stops or resumes paying for one session.
    function setVoucherDenied(address account, bytes32 session, bool denied) external onlyGuardian {
        _counters[session][account].denied = denied;
        emit VoucherDenied(account, session, denied);
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

    function _setSigner(address newSigner) private {
        require(newSigner != address(0), AddressZero());
        signer = newSigner;
        emit SignerChanged(newSigner);
    }

    function _setGuardian(address newGuardian) private {
        require(newGuardian != address(0), AddressZero());
        guardian = newGuardian;
        emit GuardianChanged(newGuardian);
    }
}
